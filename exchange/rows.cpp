#include "exchange/rows.hpp"

namespace colonnade::exchange {

std::unique_ptr<RowLoader> make_row_loader(FileKind kind, LoadContext const& context) {
    for (auto const make : {make_company_rows, make_structure_rows, make_product_rows, make_customer_rows,
                            make_order_rows, make_pay_rows})
        if (auto loader = make(kind, context)) return loader;
    throw std::logic_error("a canonical file without a loader");
}

}  // namespace colonnade::exchange
