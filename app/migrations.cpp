#include "app/migrations.hpp"

#include "exchange/exchange_migrations.hpp"
#include "foundation/access/access_migrations.hpp"
#include "foundation/work/work_migrations.hpp"
#include "pillars/operations/accounting/accounting_migrations.hpp"
#include "pillars/operations/company/company_migrations.hpp"
#include "pillars/operations/goals/goal_migrations.hpp"
#include "pillars/operations/incentives/incentive_migrations.hpp"
#include "pillars/operations/kpis/kpi_migrations.hpp"
#include "pillars/operations/statements/statement_migrations.hpp"
#include "pillars/operations/structure/structure_migrations.hpp"
#include "pillars/operations/territories/territory_migrations.hpp"
#include "pillars/process/customers/customer_migrations.hpp"
#include "pillars/process/orders/order_migrations.hpp"

namespace colonnade {

std::vector<db::Migration> all_migrations() {
    std::vector<db::Migration> all;
    for (auto const& part :
         {access::access_migrations(), work::work_migrations(), company::company_migrations(),
          goals::goal_migrations(), kpis::kpi_migrations(), incentives::incentive_migrations(),
          statements::statement_migrations(), accounting::accounting_migrations(),
          structure::structure_migrations(), territories::territory_migrations(),
          customers::customer_migrations(), orders::order_migrations(), exchange::exchange_migrations()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

void migrate_to_now(db::Database& database, Instant now) {
    database.write([&](db::Transaction& t) { db::migrate(t, all_migrations(), now); });
}

}  // namespace colonnade
