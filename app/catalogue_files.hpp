// The six catalogues built into the program.
#pragma once
#include "foundation/documents/catalogue.hpp"

namespace colonnade {

documents::Catalogues const& catalogues();

}  // namespace colonnade
