#include "pillars/process/orders/order.hpp"
