/** Life cycle: PLACED → APPROVED → SHIPPED → DELIVERED, and CANCELLED from any of them. */
export const ORDER_STATUSES = ['PLACED', 'APPROVED', 'SHIPPED', 'DELIVERED', 'CANCELLED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The schema `Order` of the Modern Petstore API 1.0.0. Money is a decimal string, times are RFC 3339. */
export interface StoreOrder {
  readonly id: string;
  readonly petId: string;
  readonly userId: string;
  readonly status: OrderStatus;
  readonly totalAmount: string;
  readonly currency: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The two orders that the documented examples tell of, as they were when placed. */
export const BIG_ORDER: StoreOrder = {
  id: '019b4139-1234-7abc-8def-123456789abc',
  petId: '019b4132-70aa-764f-b315-e2803d882a24',
  userId: '019b4138-e0af-70b9-8f0c-6ea97d495dfa',
  status: 'PLACED',
  totalAmount: '125.50',
  currency: 'USD',
  createdAt: '2024-12-16T09:00:00Z',
  updatedAt: '2024-12-16T09:00:00Z',
};

export const SMALL_ORDER: StoreOrder = {
  id: '019b4139-5678-7def-9012-345678901234',
  petId: '019b4127-54d5-76d9-b626-0d4c7bfce5b6',
  userId: '019b4128-6a6b-777c-9ae8-335e962c68d8',
  status: 'PLACED',
  totalAmount: '75.00',
  currency: 'USD',
  createdAt: '2024-12-16T08:00:00Z',
  updatedAt: '2024-12-16T08:00:00Z',
};
