import { OrderRow } from '../../process/orders/order-row'
