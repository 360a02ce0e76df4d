// What the demo firm sells, day by day. Pure: orders come to a callback in the order of their days.
#pragma once
#include <functional>
#include <map>
#include <vector>

#include "demo/firm.hpp"

namespace colonnade::demo {

struct SoldLine {
    int article;
    std::int64_t pieces;
    std::int64_t price;  // local currency, ten-thousandths
    int discount_percent;
};

struct Sold {
    std::string id;
    int buyer;
    int territory;
    int seller;         // -1: placed online, without a seller
    int second_seller;  // -1 for none; gets 30 % of the credit
    Date booked_on;
    Date promised_on;
    std::optional<Date> delivered_on;
    bool is_first;  // of this buyer
    std::vector<SoldLine> lines;
};

struct GivenBack {
    std::string id;
    std::string order;
    int line_no;  // of the order, from 1
    std::int64_t pieces;
    Date booked_on;
};

// What a territory could bear in a quarter: euro, ten-thousandths; quotas rest on it.
using Potential = std::map<std::pair<int, Date>, std::int64_t>;  // by leaf and first day of the quarter

class Sales {
public:
    explicit Sales(Firm const& firm);

    // Generates all orders; returns are collected meanwhile.
    void generate(std::function<void(Sold const&)> const& sold);
    std::vector<GivenBack> const& returns() const { return returns_; }
    // Of whole quarters, the present one extrapolated.
    Potential potential() const;

private:
    struct Share;
    int orders_on(Date day);
    Sold order(Date day);
    int choose_buyer(int leaf);
    void add_lines(Sold& sold, bool struggles);
    void deliver(Sold& sold, bool struggles);
    void maybe_return(Sold const& sold, bool struggles);
    bool struggles_on(int leaf, Date day) const;
    int seller_on(int leaf, Date day) const;
    bool is_won(Sold const& sold, bool struggles);

    Firm const& firm_;
    Random random_;
    std::vector<std::vector<Coverage>> coverage_;  // by territory
    std::vector<std::vector<int>> buyers_;         // by territory
    std::vector<std::vector<int>> colleagues_;     // by team: sellers
    std::vector<int> article_weights_;
    std::vector<bool> has_bought_;
    std::vector<GivenBack> returns_;
    Potential potential_;
    std::int64_t owed_ = 0;  // parts of an order that a day left over, in millionths
    std::int64_t number_ = 0;
};

// How much of a usual month's business a month brings, in percent.
int season_percent(unsigned month);
Date quarter_begin(Date day);

}  // namespace colonnade::demo
