// Everything wrong with one input, gathered with the place of each, so that a person can correct it in one
// go.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/problem.hpp"

namespace colonnade::wire {

class Findings {
public:
    static constexpr std::size_t findings_max = 50;  // beyond this many, more are not listed

    // Adds a problem at the current place.
    void add(std::string code, ProblemArguments arguments = {});
    void add(Problem const& problem);
    bool empty() const { return found_.empty(); }
    std::size_t size() const { return found_.size(); }
    // Throws the first finding with the others behind it; returns when there is none.
    void raise() const;

    // Goes one level down for as long as the step lives.
    class Step {
    public:
        Step(Findings& findings, std::string_view field);
        Step(Findings& findings, std::size_t index);
        ~Step() { findings_.path_.resize(length_); }
        Step(Step const&) = delete;
        Step& operator=(Step const&) = delete;

    private:
        Findings& findings_;
        std::size_t length_;
    };

private:
    std::string path_;
    std::vector<Problem> found_;
};

}  // namespace colonnade::wire
