#include "foundation/base/text.hpp"
#include "foundation/db/db.hpp"
