#include "exchange/refusals.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "foundation/documents/csv_writer.hpp"
#include "foundation/wire/json.hpp"

namespace colonnade::exchange {

namespace json = wire::json;

std::string refusal_text(Refusal const& refusal) {
    json::object arguments;
    for (auto const& [name, value] : refusal.problem.arguments()) arguments.emplace(name, value);
    json::array fields;
    for (std::string const& field : refusal.fields) fields.emplace_back(field);
    return wire::json_text(json::array{refusal.source, refusal.line, refusal.column, refusal.problem.code(),
                                       std::move(arguments), refusal.problem.path(), std::move(fields)});
}

Refusal read_refusal(std::string_view text) {
    json::value const value = wire::parse_json(text, {std::size_t{256} << 20, 8});
    json::array const& parts = value.as_array();
    auto const text_at = [&](std::size_t i) { return std::string(parts.at(i).as_string()); };
    ProblemArguments arguments;
    for (auto const& [name, argument] : parts.at(4).as_object())
        arguments.emplace_back(std::string(name), std::string(argument.as_string()));
    std::vector<std::string> fields;
    for (auto const& field : parts.at(6).as_array()) fields.emplace_back(field.as_string());
    return {text_at(0), parts.at(1).to_number<std::int64_t>(), text_at(2),
            Problem(ProblemKind::invalid, text_at(3), std::move(arguments), text_at(5)), std::move(fields)};
}

void Refusals::add(Refusal const& refusal) {
    if (!file_) file_.reset(std::tmpfile());
    std::string const line = refusal_text(refusal) + "\n";
    bool const written = file_ && std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size();
    if (!written) throw Problem(ProblemKind::unavailable, "exchange.no_room");
    ++count_;
}

void Refusals::each(std::function<void(Refusal const&)> const& take) const {
    if (!file_) return;
    std::rewind(file_.get());
    char* line = nullptr;
    std::size_t room = 0;
    ssize_t size;
    while ((size = ::getline(&line, &room, file_.get())) > 0)
        take(read_refusal(std::string_view(line, static_cast<std::size_t>(size - 1))));
    std::free(line);
    std::fseek(file_.get(), 0, SEEK_END);
}

namespace {

// "refused.csv" beside others: "refused-orders.csv".
std::filesystem::path beside(std::filesystem::path const& file, std::string const& source) {
    std::string name = source;
    std::ranges::replace_if(
        name, [](unsigned char c) { return !std::isalnum(c) && c != '.' && c != '_'; }, '-');
    std::string const stem = file.stem().string() + "-" + std::filesystem::path(name).stem().string();
    return file.parent_path() / (stem + file.extension().string());
}

struct RefusedFile {
    std::unique_ptr<documents::ByteSink> sink;
    std::unique_ptr<documents::CsvWriter> writer;
    std::size_t columns = 0;
};

}  // namespace

std::vector<std::filesystem::path> write_refused_rows(
    Refusals const& refusals, std::filesystem::path const& file,
    std::vector<std::pair<std::string, std::vector<std::string>>> const& headings, TellProblem const& tell) {
    std::set<std::string> sources;
    refusals.each([&](Refusal const& refusal) { sources.insert(refusal.source); });
    std::map<std::string, RefusedFile> files;
    std::vector<std::filesystem::path> written;
    refusals.each([&](Refusal const& refusal) {
        RefusedFile& into = files[refusal.source];
        if (!into.sink) {
            written.push_back(sources.size() == 1 ? file : beside(file, refusal.source));
            into.sink = documents::file_sink(written.back());
            into.writer = std::make_unique<documents::CsvWriter>(*into.sink);
            auto const named =
                std::ranges::find(headings, refusal.source, [](auto const& entry) { return entry.first; });
            if (named != headings.end())
                for (std::string const& heading : named->second) into.writer->field(heading), ++into.columns;
            into.writer->row({"line", "column", "reason"});
        }
        std::size_t const columns = std::max(into.columns, refusal.fields.size());
        for (std::size_t i = 0; i < columns; ++i)
            into.writer->field(i < refusal.fields.size() ? refusal.fields[i] : std::string_view{});
        into.writer->row({std::to_string(refusal.line), refusal.column, tell(refusal.problem)});
    });
    for (auto& [source, into] : files) into.writer->finish();
    return written;
}

}  // namespace colonnade::exchange
