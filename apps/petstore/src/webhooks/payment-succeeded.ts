import { type StoreWebhook, jsonBytes } from './store-webhook.js';
import { BIG_ORDER, SMALL_ORDER, type StoreOrder } from './store-order.js';

export const PAYMENT_SUCCEEDED = 'payment.succeeded';

/** `OrderPayment.source`, told apart by `object`; numbers come masked. */
export type PaymentSource =
  | {
      readonly object: 'card';
      readonly name: string;
      readonly number: string;
      readonly expMonth: number;
      readonly expYear: number;
      readonly brand: string;
      readonly addressCountry: string;
      readonly addressPostCode: string;
    }
  | {
      readonly object: 'bank_account';
      readonly accountHolderName: string;
      readonly accountNumber: string;
      readonly routingNumber: string;
      readonly accountType: 'CHECKING' | 'SAVINGS';
      readonly bankName: string;
      readonly last4: string;
    };

export interface StorePayment {
  readonly id: string;
  /** A decimal string: `"125.50"` must not become 125.5 on the way. */
  readonly amount: string;
  readonly currency: string;
  readonly source: PaymentSource;
  readonly status: 'SUCCEEDED';
  readonly createdAt: string;
}

/** Body of `paymentSucceeded` (Modern Petstore API 1.0.0, `webhooks.paymentSucceeded`). */
export interface PaymentSucceededPayload {
  readonly eventId: string;
  readonly eventType: typeof PAYMENT_SUCCEEDED;
  readonly timestamp: string;
  readonly data: {
    readonly payment: StorePayment;
    readonly order: StoreOrder;
    readonly receipt: { readonly receiptId: string; readonly receiptUrl: string; readonly generatedAt: string };
  };
}

export interface SucceededPayment {
  readonly eventId: string;
  readonly payment: StorePayment;
  readonly order: StoreOrder;
  readonly receiptId: string;
  /** RFC 3339. */
  readonly at: string;
}

export function makePaymentSucceeded(made: SucceededPayment, example = 'fresh'): StoreWebhook {
  const payload: PaymentSucceededPayload = {
    eventId: made.eventId,
    eventType: PAYMENT_SUCCEEDED,
    timestamp: made.at,
    data: {
      payment: made.payment,
      order: { ...made.order, status: 'APPROVED', updatedAt: made.at },
      receipt: {
        receiptId: made.receiptId,
        receiptUrl: `https://api.petstoreapi.com/v1/receipts/${made.receiptId}`,
        generatedAt: made.at,
      },
    },
  };
  return { name: 'paymentSucceeded', example, eventType: payload.eventType, externalId: payload.eventId, body: jsonBytes(payload) };
}

/** The two named examples of the page "Payment Succeeded Event". */
export const cardPayment = makePaymentSucceeded(
  {
    eventId: 'evt_3c4d5e6f-7g8h-9i0j-1k2l-3m4n5o6p7q8r',
    payment: {
      id: '2e3b4f5a-6b7c-8d9e-0f1a-2b3c4d5e6f7a',
      amount: '125.50',
      currency: 'USD',
      source: {
        object: 'card',
        name: 'Jane Doe',
        number: '************4242',
        expMonth: 12,
        expYear: 2025,
        brand: 'VISA',
        addressCountry: 'us',
        addressPostCode: '10001',
      },
      status: 'SUCCEEDED',
      createdAt: '2024-12-16T10:30:00Z',
    },
    order: BIG_ORDER,
    receiptId: 'rcp_4d5e6f7g-8h9i-0j1k-2l3m-4n5o6p7q8r9s',
    at: '2024-12-16T10:30:15Z',
  },
  'card-payment-success',
);

export const bankPayment = makePaymentSucceeded(
  {
    eventId: 'evt_5f6g7h8i-9j0k-1l2m-3n4o-5p6q7r8s9t0u',
    payment: {
      id: '3f4g5h6i-7j8k-9l0m-1n2o-3p4q5r6s7t8u',
      amount: '75.00',
      currency: 'USD',
      source: {
        object: 'bank_account',
        accountHolderName: 'John Smith',
        accountNumber: '*********5678',
        routingNumber: '110000000',
        accountType: 'CHECKING',
        bankName: 'Chase Bank',
        last4: '5678',
      },
      status: 'SUCCEEDED',
      createdAt: '2024-12-16T15:45:00Z',
    },
    order: { ...SMALL_ORDER, createdAt: '2024-12-16T15:30:00Z' },
    receiptId: 'rcp_6g7h8i9j-0k1l-2m3n-4o5p-6q7r8s9t0u1v',
    at: '2024-12-16T15:45:30Z',
  },
  'bank-payment-success',
);
