#include "app/pay_files.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

namespace pay = engine::pay;

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

File create(std::string const& folder, char const* name) {
    std::filesystem::create_directories(folder);
    std::string const path = folder + "/" + name;
    File file(std::fopen(path.c_str(), "w"));
    if (!file) throw invalid("calculate.file", {{"file", path}});
    return file;
}

void write(std::FILE* file, std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size())
        throw Problem(ProblemKind::internal, "calculate.write");
}

// Rows of numbers, gathered before they are written.
struct Text {
    std::string bytes;

    void number(std::int64_t value, char after) {
        char digits[24];
        auto const [end, error] = std::to_chars(digits, digits + sizeof digits, value);
        bytes.append(digits, end);
        bytes.push_back(after);
    }
    void word(std::string_view word, char after) {
        bool const plain = word.find_first_of(",\"\r\n") == std::string_view::npos;
        if (plain) bytes.append(word);
        else {
            bytes.push_back('"');
            for (char const c : word) bytes.append(c == '"' ? 2 : 1, c);
            bytes.push_back('"');
        }
        bytes.push_back(after);
    }
};

void add_line(Text& text, pay::Facts const& facts, FactFiles const& files, std::size_t line) {
    pay::Lines const& lines = facts.lines;
    pay::CreditPart whole;
    pay::PartsOf const parts = pay::parts_of(lines, line, whole);
    std::int64_t amounts[256];
    pay::split_amount(lines.amount[line], facts.minor, parts.first, parts.count, amounts);
    for (std::size_t p = 0; p < parts.count; ++p) {
        text.number(lines.id[line], ',');
        text.number(files.person_id[static_cast<std::size_t>(parts.first[p].person)], ',');
        text.number(parts.first[p].share / (pay::one / 10'000), ',');
        text.number(amounts[p] / facts.minor, '\n');
    }
}

}  // namespace

void write_payouts(std::string const& folder, FactFiles const& files, pay::Calculation const& calculation) {
    std::vector<pay::Payout> payouts = calculation.payouts();
    auto const& components = calculation.plan().components;
    auto const name = [&](pay::Payout const& payout) -> std::string const& {
        return components[static_cast<std::size_t>(payout.component)].name;
    };
    std::sort(payouts.begin(), payouts.end(), [&](pay::Payout const& a, pay::Payout const& b) {
        return std::tie(a.person, a.pay, name(a)) < std::tie(b.person, b.pay, name(b));
    });
    Text text;
    text.bytes = "payee_id,month,component,payout_minor\n";
    for (pay::Payout const& payout : payouts) {
        text.number(files.person_id[static_cast<std::size_t>(payout.person)], ',');
        text.number(payout.pay + 1, ',');
        text.word(name(payout), ',');
        text.number(payout.payout / calculation.facts().minor, '\n');
    }
    write(create(folder, "payouts.csv").get(), text.bytes);
}

void write_lineage(std::string const& folder, FactFiles const& files, pay::Calculation const& calculation,
                   int threads) {
    constexpr std::size_t lines_at_a_time = 1 << 17;
    File const file = create(folder, "lineage.csv");
    write(file.get(), "txn_id,payee_id,share_bp,credit_minor\n");
    std::size_t const lines = calculation.facts().lines.size();
    std::size_t const count = static_cast<std::size_t>(std::max(threads, 1));
    std::vector<Text> texts(count);
    // Each thread writes a stretch into memory; the stretches go out in their order.
    for (std::size_t from = 0; from < lines; from += count * lines_at_a_time) {
        std::vector<std::thread> workers;
        for (std::size_t t = 0; t < count; ++t)
            workers.emplace_back([&, t] {
                texts[t].bytes.clear();
                std::size_t const begin = from + t * lines_at_a_time;
                for (std::size_t i = begin; i < std::min(lines, begin + lines_at_a_time); ++i)
                    add_line(texts[t], calculation.facts(), files, i);
            });
        for (std::thread& worker : workers) worker.join();
        for (Text const& text : texts) write(file.get(), text.bytes);
    }
}

}  // namespace colonnade
