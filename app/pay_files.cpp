#include "app/pay_files.hpp"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>

#include "engine/pay/threads.hpp"
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

// Rows, gathered before they are written: bytes go straight into memory that is there.
class Text {
public:
    // Room for that many bytes more.
    void reserve(std::size_t more) {
        if (bytes_.size() - size_ < more) bytes_.resize(2 * bytes_.size() + more);
    }
    void clear() { size_ = 0; }
    std::string_view view() const { return {bytes_.data(), size_}; }

    // Each of these wants room beforehand: 21 bytes for a number.
    void number(std::int64_t value, char after) {
        char* const end = bytes_.data() + bytes_.size();
        size_ =
            static_cast<std::size_t>(std::to_chars(bytes_.data() + size_, end, value).ptr - bytes_.data());
        bytes_[size_++] = after;
    }
    void text(std::string_view text) {
        std::memcpy(bytes_.data() + size_, text.data(), text.size());
        size_ += text.size();
    }

private:
    std::vector<char> bytes_;
    std::size_t size_ = 0;
};

constexpr std::size_t longest_number = 21;

std::string quoted(std::string const& word) {
    if (word.find_first_of(",\"\r\n") == std::string::npos) return word;
    std::string out = "\"";
    for (char const c : word) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

// The lines [from, to): one row for each of their parts.
void add_lines(Text& text, pay::Facts const& facts, std::vector<std::string> const& people, std::size_t from,
               std::size_t to) {
    pay::Lines const& lines = facts.lines;
    std::int64_t amounts[pay::most_parts];
    for (std::size_t line = from; line < to; ++line) {
        pay::CreditPart whole;
        pay::PartsOf const parts = pay::parts_of(lines, line, whole);
        if (parts.count == 1) amounts[0] = lines.amount[line];
        else pay::split_amount(lines.amount[line], facts.minor, parts.first, parts.count, amounts);
        for (std::size_t p = 0; p < parts.count; ++p) {
            std::string const& person = people[static_cast<std::size_t>(parts.first[p].person)];
            text.reserve(3 * longest_number + person.size());
            text.number(lines.id[line], ',');
            text.text(person);
            if (parts.first[p].share == pay::one) text.text("10000,");
            else text.number(parts.first[p].share / (pay::one / 10'000), ',');
            text.number(amounts[p] / facts.minor, '\n');
        }
    }
}

// Lets threads write what they prepared in its order: stretch after stretch.
class InOrder {
public:
    template <typename Write> void write(std::size_t stretch, Write const& write) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return next_ == stretch || failed_; });
        if (failed_) return;
        lock.unlock();
        write();
        lock.lock();
        ++next_;
        changed_.notify_all();
    }
    // Nobody waits for a stretch that will not come.
    void fail() {
        std::lock_guard const lock(mutex_);
        failed_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t next_ = 0;
    bool failed_ = false;
};

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
    std::vector<std::string> names;
    for (auto const& component : components) names.push_back(quoted(component.name) + ",");
    Text text;
    text.reserve(64);
    text.text("payee_id,month,component,payout_minor\n");
    for (pay::Payout const& payout : payouts) {
        std::string const& component = names[static_cast<std::size_t>(payout.component)];
        text.reserve(3 * longest_number + component.size());
        text.number(files.person_id[static_cast<std::size_t>(payout.person)], ',');
        text.number(payout.pay + 1, ',');
        text.text(component);
        text.number(payout.payout / calculation.facts().minor, '\n');
    }
    write(create(folder, "payouts.csv").get(), text.view());
}

void write_lineage(std::string const& folder, FactFiles const& files, pay::Calculation const& calculation,
                   int threads) {
    constexpr std::size_t lines_at_a_time = 1 << 15;
    File const file = create(folder, "lineage.csv");
    write(file.get(), "txn_id,payee_id,share_bp,credit_minor\n");
    std::vector<std::string> people;
    for (std::int64_t const id : files.person_id) people.push_back(std::to_string(id) + ",");
    std::vector<Text> texts(static_cast<std::size_t>(std::max(threads, 1)));
    InOrder in_order;
    // While one thread writes, the other prepares the next stretch.
    pay::in_parallel(calculation.facts().lines.size(), lines_at_a_time, threads,
                     [&](std::size_t thread, std::size_t from, std::size_t to) {
                         try {
                             Text& text = texts[thread];
                             text.clear();
                             add_lines(text, calculation.facts(), people, from, to);
                             in_order.write(from / lines_at_a_time, [&] { write(file.get(), text.view()); });
                         } catch (...) {
                             in_order.fail();
                             throw;
                         }
                     });
}

}  // namespace colonnade
