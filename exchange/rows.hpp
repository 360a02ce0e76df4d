// Rows of the canonical files, handed to the loaders of the slices they belong to.
#pragma once
#include <memory>

#include "exchange/cells.hpp"
#include "foundation/access/write.hpp"
#include "foundation/base/load.hpp"

namespace colonnade::exchange {

// Takes the rows of one canonical file. A value that cannot be read leaves add() as a Problem.
class RowLoader {
public:
    virtual ~RowLoader() = default;
    virtual Outcome add(Cells const& cells) = 0;
    // After the last row: what the rows together must hold is checked, what rests on them is made anew.
    virtual void finish() = 0;
};

struct LoadContext {
    access::Write& write;
    Currency currency;  // the company's
};

// What comes before must be finished: loaders look up what is named.
std::unique_ptr<RowLoader> make_row_loader(FileKind kind, LoadContext const& context);

// One part each; null for a kind that belongs to another.
std::unique_ptr<RowLoader> make_company_rows(FileKind kind, LoadContext const& context);
std::unique_ptr<RowLoader> make_structure_rows(FileKind kind, LoadContext const& context);
std::unique_ptr<RowLoader> make_product_rows(FileKind kind, LoadContext const& context);
std::unique_ptr<RowLoader> make_customer_rows(FileKind kind, LoadContext const& context);
std::unique_ptr<RowLoader> make_order_rows(FileKind kind, LoadContext const& context);
std::unique_ptr<RowLoader> make_pay_rows(FileKind kind, LoadContext const& context);

}  // namespace colonnade::exchange
