#include "pillars/process/customers/customer_store.hpp"
