const orders = new Map([['1', { id: '1', total: 42, customer: { id: 'c-7', name: 'Ada' } }]]);

export async function findOrder(id) {
  return orders.get(id);
}

export async function payOrder(id) {
  const order = await findOrder(id);
  console.assert(order, 'paying an order that is not there: %s', id);
  if (!order) throw new Error('card declined');
  console.log('Charging card', { orderId: order.id, total: order.total }, order.customer.id);
  return { orderId: order.id, customer: order.customer };
}
