// Where the pages of things are in the browser: what links in answers lead to.
#pragma once
#include <cstdint>
#include <string>

namespace colonnade::insight {

inline std::string order_page(std::int64_t id) { return "/process/orders/" + std::to_string(id); }
inline std::string duty_page(std::int64_t id) { return "/operations/structure/duties/" + std::to_string(id); }
inline std::string customer_page(std::int64_t id) { return "/process/customers/" + std::to_string(id); }
inline std::string product_page(std::int64_t id) { return "/process/products/" + std::to_string(id); }
inline std::string person_page(std::int64_t id) {
    return "/operations/structure/people/" + std::to_string(id);
}
inline constexpr auto teams_page = "/operations/structure?tab=teams";
inline constexpr auto territories_page = "/operations/territories";
// Of a subject's goal; `by` as in attainment.
inline std::string goal_page(std::string const& by, std::int64_t id) {
    return "/operations/goals/" + by + "/" + std::to_string(id);
}

}  // namespace colonnade::insight
