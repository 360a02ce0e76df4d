// A manager's team: are we going to make it, who is ahead or behind, and what has changed.
#pragma once
#include <vector>

#include "insight/asked.hpp"

namespace colonnade::insight {

struct StatusCounts {
    std::int64_t ahead = 0;
    std::int64_t on_track = 0;
    std::int64_t behind = 0;
    std::int64_t no_goal = 0;
};
BOOST_DESCRIBE_STRUCT(StatusCounts, (), (ahead, on_track, behind, no_goal))

// Whose credit moved most.
struct Mover {
    std::int64_t person_id = 0;
    std::string name;
    std::string link;
    wire::Figure figure;
};
BOOST_DESCRIBE_STRUCT(Mover, (), (person_id, name, link, figure))

// What was booked from one day to another, both included.
struct ChangesView {
    Date from;
    Date to;
    std::int64_t orders = 0;
    wire::Figure booked;
    std::int64_t returns = 0;
    wire::Figure returned;  // zero or below
    wire::Figure net;
    std::vector<Mover> movers;  // at most five, the largest movement first
};
BOOST_DESCRIBE_STRUCT(ChangesView, (), (from, to, orders, booked, returns, returned, net, movers))

// A direct report: their tree where they lead somebody, else themselves.
struct ReportView {
    goals::AttainmentView standing;
    StatusCounts people;  // of their tree, themselves included
};
BOOST_DESCRIBE_STRUCT(ReportView, (), (standing, people))

struct TeamStanding {
    goals::AttainmentView standing;  // of the whole tree; of the company for who leads nobody and sees all
    StatusCounts people;
    std::vector<ReportView> reports;             // furthest behind first
    std::vector<goals::AttainmentView> members;  // everybody of the tree, furthest behind first; at most 200
    ChangesView since_yesterday;
    ChangesView last_seven_days;
};
BOOST_DESCRIBE_STRUCT(TeamStanding, (),
                      (standing, people, reports, members, since_yesterday, last_seven_days))

// `asked` is a manager or the company.
TeamStanding team_view(Asked const& asked);
// People of the tree on the asked day who are behind, furthest first.
std::vector<goals::AttainmentView> behind(Asked const& asked, std::size_t limit);
// The last days up to the asked one.
ChangesView changes(Asked const& asked, int days);

}  // namespace colonnade::insight
