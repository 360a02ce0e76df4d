#include "insight/pay/pay_lines.hpp"

#include <cstdlib>
#include <span>
#include <unordered_map>

#include "engine/book.hpp"

namespace colonnade::insight {
namespace {

namespace pay = engine::pay;
using engine::Day;
using engine::Index;
using engine::LineColumns;

// One attribute: a code per line, looked up once for each thing (product, customer, …) and not for each line.
class AttributeColumn {
public:
    // `things`: how many there are; one more stands for none.
    AttributeColumn(std::string name, std::size_t things, std::size_t lines) : codes_(things + 1, unknown) {
        attribute_.name = std::move(name);
        attribute_.code.reserve(lines);
    }
    template <class WordOf> void add(Index thing, WordOf const& word_of) {
        std::int32_t& code = codes_[static_cast<std::size_t>(thing + 1)];
        if (code == unknown) code = code_of(thing == engine::nobody ? std::string() : word_of(thing));
        attribute_.code.push_back(static_cast<std::uint16_t>(code));
    }
    pay::Attribute take() { return std::move(attribute_); }

private:
    static constexpr std::int32_t unknown = -1;

    std::int32_t code_of(std::string const& word) {
        auto const [known, is_new] = by_word_.try_emplace(word, 0);
        if (is_new) known->second = attribute_.encode(word);
        return known->second;
    }

    pay::Attribute attribute_;
    std::vector<std::int32_t> codes_;  // by thing + 1
    std::unordered_map<std::string, std::uint16_t> by_word_;
};

Day day_of(Day delivered) { return delivered == engine::open_end ? pay::no_day : delivered; }

// The whole over weights, in proportion, so that the parts sum to it. Where the weights say nothing of it,
// the first has it all.
void divide(std::int64_t whole, std::vector<std::int64_t> const& weights, std::vector<std::int64_t>& parts) {
    std::int64_t sum = 0;
    bool same_sign = true;
    for (std::int64_t weight : weights) {
        same_sign = same_sign && (whole < 0 ? weight <= 0 : weight >= 0);
        sum = add_checked(sum, weight);
    }
    if (sum == whole && same_sign) {
        parts = weights;
    } else if (!same_sign || sum == 0) {
        parts.assign(weights.size(), 0);
        parts.front() = whole;
    } else {
        std::vector<std::int64_t> sizes;
        for (std::int64_t weight : weights) sizes.push_back(std::abs(weight));
        parts = split_by_largest_remainder(std::abs(whole), sizes);
        if (whole < 0)
            for (std::int64_t& part : parts) part = -part;
    }
}

class Assembly {
public:
    Assembly(ReadStanding const& standing, LineWords const& words)
        : standing_(*standing.standing),
          keys_(standing.keys),
          words_(words),
          book_(*standing_.book),
          from_(book_.facts().lines) {
        reserve();
    }

    PaidLines all() {
        engine::OrderColumns const& orders = book_.facts().orders;
        engine::CreditColumns const& credits = book_.credits();
        for (Index order : book_.orders_without_rate())
            into_.without_rate.push_back(OrderId{orders.id[static_cast<std::size_t>(order)]});
        std::size_t credit = 0;
        for (std::size_t order = 0; order < orders.size(); ++order) {
            parts_.clear();
            for (; credit < credits.size() && static_cast<std::size_t>(credits.order[credit]) == order;
                 ++credit)
                parts_.push_back(
                    {credits.person[credit], kind_of(credits.reason[credit]), credits.share[credit]});
            if (parts_.size() > 1)
                for (pay::CreditPart& part : parts_)
                    if (part.kind == pay::CreditKind::owner) part.kind = pay::CreditKind::split;
            if (parts_.empty()) into_.without_payee.push_back(OrderId{orders.id[order]});
            add_order(static_cast<Index>(order));
        }
        for (AttributeColumn* column : {&type_, &channel_, &currency_, &category_, &family_, &product_name_,
                                        &product_number_, &segment_, &country_, &industry_, &territory_})
            into_.lines.attributes.push_back(column->take());
        return std::move(into_);
    }

private:
    std::size_t line_count() const { return from_.size() + book_.facts().orders.size(); }

    void reserve() {
        pay::Lines& lines = into_.lines;
        std::size_t const count = line_count();
        into_.sources.reserve(count);
        for (auto* column : {&lines.id, &lines.amount, &lines.margin, &lines.units}) column->reserve(count);
        for (auto* column : {&lines.order, &lines.customer, &lines.owner}) column->reserve(count);
        for (auto* column : {&lines.booked, &lines.delivered}) column->reserve(count);
        lines.reduces.reserve(count);
        lines.shared.reserve(count);
    }

    static pay::CreditKind kind_of(engine::CreditReason reason) {
        return reason == engine::CreditReason::territory_holder ? pay::CreditKind::territory
                                                                : pay::CreditKind::owner;
    }

    // Who has credit, as everywhere else in the program.
    void add_order(Index order) {
        auto const [first, last] = book_.lines_of(order);
        weigh(order, first, last);
        bool const in_territory = parts_.size() == 1 && parts_.front().kind == pay::CreditKind::territory;
        bool const alone = parts_.size() == 1 && !in_territory;
        std::uint32_t const group = parts_.empty() || alone ? 0 : into_.lines.add_group(parts_);
        Index const owner = alone ? parts_.front().person : engine::nobody;
        for (std::size_t i = 0; i < amounts_.size(); ++i) {
            into_.lines.owner.push_back(owner);
            into_.lines.shared.push_back(group);
            into_.lines.amount.push_back(amounts_[i]);
            into_.lines.margin.push_back(margins_[i]);
            add_line(order, first == last ? no_line : first + static_cast<std::uint32_t>(i));
        }
    }

    // The order's amount and margin over its lines; a line without a known cost has no margin, and an order
    // without lines is its own one line.
    void weigh(Index order, std::uint32_t first, std::uint32_t last) {
        std::int64_t const amount = book_.order_amount(order);
        if (first == last) {
            amounts_.assign(1, amount);
            margins_.assign(1, 0);
            return;
        }
        weights_.clear();
        for (std::uint32_t line = first; line < last; ++line) weights_.push_back(from_.amount[line]);
        divide(amount, weights_, amounts_);
        weights_.clear();
        for (std::uint32_t line = first; line < last; ++line)
            weights_.push_back(from_.cost[line] == LineColumns::no_cost
                                   ? 0
                                   : subtract_checked(from_.amount[line], from_.cost[line]));
        divide(book_.order_figure(order, engine::Measure::margin), weights_, margins_);
    }

    void add_line(Index order, std::uint32_t line) {
        engine::OrderColumns const& orders = book_.facts().orders;
        auto const at = static_cast<std::size_t>(order);
        bool const has_line = line != no_line;
        pay::Lines& into = into_.lines;
        into.id.push_back(static_cast<std::int64_t>(into_.sources.size()));
        into_.sources.push_back({OrderId{orders.id[at]}, {}});
        if (has_line) into_.sources.back().line = from_.id[line];
        into.order.push_back(order);
        into.customer.push_back(orders.customer[at]);
        into.booked.push_back(orders.day[at]);
        Day const own = has_line ? from_.delivered[line] : engine::open_end;
        into.delivered.push_back(day_of(own == engine::open_end ? orders.delivered[at] : own));
        into.units.push_back(has_line ? from_.quantity[line] : Quantity::scale);
        into.reduces.push_back(static_cast<std::uint8_t>(orders.reduces[at]));
        add_words(at, has_line ? from_.product[line] : engine::nobody);
    }

    void add_words(std::size_t order, Index product) {
        engine::OrderColumns const& orders = book_.facts().orders;
        auto const word = [](NumberedWords const& words) {
            return [&words](Index number) { return words.words()[static_cast<std::size_t>(number)]; };
        };
        type_.add(orders.type[order], word(keys_.types));
        channel_.add(orders.channel[order], word(keys_.channels));
        currency_.add(orders.currency[order], word(keys_.currencies));
        auto const of_product = [&](std::string LineWords::Product::*one) {
            return [this, one](Index p) { return words_.products[static_cast<std::size_t>(p)].*one; };
        };
        category_.add(product, of_product(&LineWords::Product::category));
        family_.add(product, of_product(&LineWords::Product::family));
        product_name_.add(product, of_product(&LineWords::Product::name));
        product_number_.add(product, of_product(&LineWords::Product::number));
        auto const of_customer = [&](std::string LineWords::Customer::*one) {
            return [this, one](Index c) { return words_.customers[static_cast<std::size_t>(c)].*one; };
        };
        Index const customer = orders.customer[order];
        segment_.add(customer, of_customer(&LineWords::Customer::segment));
        country_.add(customer, of_customer(&LineWords::Customer::country));
        industry_.add(customer, of_customer(&LineWords::Customer::industry));
        territory_.add(orders.territory[order],
                       [&](Index t) { return standing_.territories[static_cast<std::size_t>(t)].name; });
    }

    AttributeColumn column(char const* name, std::size_t things) const {
        return {name, things, line_count()};
    }

    static constexpr std::uint32_t no_line = std::numeric_limits<std::uint32_t>::max();

    goals::Standing const& standing_;
    FactKeys const& keys_;
    LineWords const& words_;
    engine::CreditBook const& book_;
    LineColumns const& from_;
    PaidLines into_;
    std::vector<pay::CreditPart> parts_;  // of the order at hand, as are the following
    std::vector<std::int64_t> weights_, amounts_, margins_;
    AttributeColumn type_ = column("order.type", keys_.types.size()),
                    channel_ = column("order.channel", keys_.channels.size()),
                    currency_ = column("order.currency", keys_.currencies.size()),
                    category_ = column("product.category", words_.products.size()),
                    family_ = column("product.family", words_.products.size()),
                    product_name_ = column("product.name", words_.products.size()),
                    product_number_ = column("product.number", words_.products.size()),
                    segment_ = column("customer.segment", words_.customers.size()),
                    country_ = column("customer.country", words_.customers.size()),
                    industry_ = column("customer.industry", words_.customers.size()),
                    territory_ = column("territory.name", standing_.territories.size());
};

}  // namespace

PaidLines paid_lines(ReadStanding const& standing, LineWords const& words) {
    return Assembly(standing, words).all();
}

}  // namespace colonnade::insight
