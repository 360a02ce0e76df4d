import { OrderRow } from '@/features/process/orders/order-row'
