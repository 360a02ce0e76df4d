// Numbers, money, dates and order of texts as a language writes them: for e-mail, printed pages and the
// command line. Languages are "en", "it", "pl", "fa", "cs", "es"; Persian has its own digits and the Solar
// Hijri calendar.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "foundation/base/date.hpp"
#include "foundation/base/money.hpp"

namespace colonnade::documents {

// How many digits after the decimal mark: at least and at most. Rounding is half to even.
struct FractionDigits {
    int least = 0;
    int most = 30;
};

// `decimal` is exact decimal text such as "-1234.5"; every digit of it is shown unless `digits` says fewer.
// Throws documents.value.decimal for other text.
std::string number_format(std::string_view language, std::string_view decimal, FractionDigits digits = {});
// `percent` is the number before the sign: "12.5" is 12.5 %.
std::string percent_format(std::string_view language, std::string_view percent, FractionDigits digits = {});
// All digits of the amount, and at least as many as the currency's everyday prices have.
std::string money_format(std::string_view language, std::string_view amount, std::string_view currency);
std::string money_format(std::string_view language, Money const& money);

enum class DateStyle { brief, medium, full };  // 3/31/26 · Mar 31, 2026 · March 31, 2026
std::string date_format(std::string_view language, Date date, DateStyle style = DateStyle::medium);
// The moment on the clocks of a time zone such as "Europe/Warsaw".
std::string instant_format(std::string_view language, Instant instant, std::string_view time_zone = "UTC");

// The alphabetical order of a language. May be used by several threads.
class Collation {
public:
    explicit Collation(std::string_view language);
    ~Collation();
    Collation(Collation&&) noexcept;
    Collation& operator=(Collation&&) noexcept;

    // Below zero when `a` comes first, zero when they sort alike.
    int compare(std::string_view a, std::string_view b) const;
    // Bytes that sort as the text does: for an ORDER BY.
    std::string key(std::string_view text) const;

private:
    struct Rules;
    std::unique_ptr<Rules> rules_;
};

}  // namespace colonnade::documents
