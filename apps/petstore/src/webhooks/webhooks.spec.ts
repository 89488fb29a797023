import { createHash } from 'node:crypto';
import { orderExample, makeOrder } from './order.js';
import { makeOrderStatusChanged, orderApproved, orderCancelled, orderShipped } from './order-status-changed.js';
import { orderProcessed } from './order-processed.js';
import { bankPayment, cardPayment } from './payment-succeeded.js';
import { BIG_ORDER } from './store-order.js';
import type { StoreWebhook } from './store-webhook.js';

// Copied from the documents with the white space taken out: what each example must parse to, member by member and in this order.
const DOCUMENTED: [StoreWebhook, string][] = [
  [orderExample, '{"event":"payment.success","orderId":"1312312","amount":738.05,"currency":"USD","timestamp":"1758613403"}'],
  [
    orderApproved,
    '{"eventId":"evt_9f4a8b3c-2d5e-6f7g-8h9i-0j1k2l3m4n5o","eventType":"order.statusChanged","timestamp":"2024-12-16T10:30:00Z","data":{"order":{"id":"019b4139-1234-7abc-8def-123456789abc","petId":"019b4132-70aa-764f-b315-e2803d882a24","userId":"019b4138-e0af-70b9-8f0c-6ea97d495dfa","status":"APPROVED","totalAmount":"125.50","currency":"USD","createdAt":"2024-12-16T09:00:00Z","updatedAt":"2024-12-16T10:30:00Z"},"previousStatus":"PLACED","newStatus":"APPROVED","changedAt":"2024-12-16T10:30:00Z","changedBy":"system"}}',
  ],
  [
    orderShipped,
    '{"eventId":"evt_1a2b3c4d-5e6f-7g8h-9i0j-k1l2m3n4o5p6","eventType":"order.statusChanged","timestamp":"2024-12-17T14:00:00Z","data":{"order":{"id":"019b4139-1234-7abc-8def-123456789abc","petId":"019b4132-70aa-764f-b315-e2803d882a24","userId":"019b4138-e0af-70b9-8f0c-6ea97d495dfa","status":"SHIPPED","totalAmount":"125.50","currency":"USD","createdAt":"2024-12-16T09:00:00Z","updatedAt":"2024-12-17T14:00:00Z"},"previousStatus":"APPROVED","newStatus":"SHIPPED","changedAt":"2024-12-17T14:00:00Z","changedBy":"staff_user_123"}}',
  ],
  [
    orderCancelled,
    '{"eventId":"evt_2b3c4d5e-6f7g-8h9i-0j1k-l2m3n4o5p6q7","eventType":"order.statusChanged","timestamp":"2024-12-16T11:15:00Z","data":{"order":{"id":"019b4139-5678-7def-9012-345678901234","petId":"019b4127-54d5-76d9-b626-0d4c7bfce5b6","userId":"019b4128-6a6b-777c-9ae8-335e962c68d8","status":"CANCELLED","totalAmount":"75.00","currency":"USD","createdAt":"2024-12-16T08:00:00Z","updatedAt":"2024-12-16T11:15:00Z"},"previousStatus":"PLACED","newStatus":"CANCELLED","changedAt":"2024-12-16T11:15:00Z","changedBy":"usr_019b4128-6a6b-777c-9ae8-335e962c68d8"}}',
  ],
  [
    cardPayment,
    '{"eventId":"evt_3c4d5e6f-7g8h-9i0j-1k2l-3m4n5o6p7q8r","eventType":"payment.succeeded","timestamp":"2024-12-16T10:30:15Z","data":{"payment":{"id":"2e3b4f5a-6b7c-8d9e-0f1a-2b3c4d5e6f7a","amount":"125.50","currency":"USD","source":{"object":"card","name":"Jane Doe","number":"************4242","expMonth":12,"expYear":2025,"brand":"VISA","addressCountry":"us","addressPostCode":"10001"},"status":"SUCCEEDED","createdAt":"2024-12-16T10:30:00Z"},"order":{"id":"019b4139-1234-7abc-8def-123456789abc","petId":"019b4132-70aa-764f-b315-e2803d882a24","userId":"019b4138-e0af-70b9-8f0c-6ea97d495dfa","status":"APPROVED","totalAmount":"125.50","currency":"USD","createdAt":"2024-12-16T09:00:00Z","updatedAt":"2024-12-16T10:30:15Z"},"receipt":{"receiptId":"rcp_4d5e6f7g-8h9i-0j1k-2l3m-4n5o6p7q8r9s","receiptUrl":"https://api.petstoreapi.com/v1/receipts/rcp_4d5e6f7g-8h9i-0j1k-2l3m-4n5o6p7q8r9s","generatedAt":"2024-12-16T10:30:15Z"}}}',
  ],
  [
    bankPayment,
    '{"eventId":"evt_5f6g7h8i-9j0k-1l2m-3n4o-5p6q7r8s9t0u","eventType":"payment.succeeded","timestamp":"2024-12-16T15:45:30Z","data":{"payment":{"id":"3f4g5h6i-7j8k-9l0m-1n2o-3p4q5r6s7t8u","amount":"75.00","currency":"USD","source":{"object":"bank_account","accountHolderName":"John Smith","accountNumber":"*********5678","routingNumber":"110000000","accountType":"CHECKING","bankName":"Chase Bank","last4":"5678"},"status":"SUCCEEDED","createdAt":"2024-12-16T15:45:00Z"},"order":{"id":"019b4139-5678-7def-9012-345678901234","petId":"019b4127-54d5-76d9-b626-0d4c7bfce5b6","userId":"019b4128-6a6b-777c-9ae8-335e962c68d8","status":"APPROVED","totalAmount":"75.00","currency":"USD","createdAt":"2024-12-16T15:30:00Z","updatedAt":"2024-12-16T15:45:30Z"},"receipt":{"receiptId":"rcp_6g7h8i9j-0k1l-2m3n-4o5p-6q7r8s9t0u1v","receiptUrl":"https://api.petstoreapi.com/v1/receipts/rcp_6g7h8i9j-0k1l-2m3n-4o5p-6q7r8s9t0u1v","generatedAt":"2024-12-16T15:45:30Z"}}}',
  ],
  [
    orderProcessed,
    '{"requestId":"0d7a3836-956f-453b-b633-94a16e720d60","orderId":"1312312","status":"completed","result":{"transactionId":"tx_12345","processingDetails":{"processor":"payment-gateway-1","approvalCode":"AUTH123456"}},"timestamp":"1758613503"}',
  ],
];

describe('the documented webhooks', () => {
  it.each(DOCUMENTED.map(([webhook, text]) => [`${webhook.name} ${webhook.example}`, webhook, text] as const))(
    '%s says what its page shows',
    (_name, webhook, text) => {
      expect(JSON.stringify(JSON.parse(webhook.body.toString('utf8')))).toBe(text);
    },
  );

  it("sends the seed's body to the byte, line breaks and the number 738.05 included", () => {
    // sha256 of the text between the quotes of the page's `--data '…'`.
    expect(createHash('sha256').update(orderExample.body).digest('hex')).toBe(
      '81e7886b843e7d194eded94c1736366a7856545c70c482b4e67c7c87d01c68df',
    );
    const fresh = makeOrder({ event: 'payment.success', orderId: '1312312', amount: 738.05, currency: 'USD', timestamp: '1758613403' });
    expect(fresh.body).toEqual(orderExample.body);
  });

  it('reads its own type and id in the body', () => {
    const fresh = makeOrderStatusChanged({
      eventId: 'evt_fresh',
      order: { ...BIG_ORDER, status: 'SHIPPED' },
      previousStatus: 'SHIPPED',
      newStatus: 'DELIVERED',
      at: '2024-12-18T08:00:00Z',
      changedBy: 'system',
    });
    expect(fresh).toMatchObject({ eventType: 'order.statusChanged', externalId: 'evt_fresh' });
    expect(JSON.parse(fresh.body.toString('utf8'))).toMatchObject({
      eventId: 'evt_fresh',
      data: { order: { status: 'DELIVERED', totalAmount: '125.50' } },
    });
  });
});
