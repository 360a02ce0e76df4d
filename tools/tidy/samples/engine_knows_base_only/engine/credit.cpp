#include "foundation/db/db.hpp"
