#include "foundation/wire/call.hpp"

#include <charconv>

#include <boost/json/value.hpp>

#include "foundation/wire/codec.hpp"
#include "foundation/wire/json.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::wire {
namespace {

constexpr std::string_view csv_media_type = "text/csv";
constexpr std::string_view xlsx_media_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

bool is_json(std::string_view content_type) {
    std::string_view const media_type = content_type.substr(0, content_type.find(';'));
    return media_type == "application/json" || media_type == "application/json ";
}

std::string last_noun(std::string_view path) {
    while (!path.empty()) {
        std::size_t const slash = path.rfind('/');
        std::string_view const segment = path.substr(slash + 1);
        if (!segment.starts_with('{')) return std::string(segment);
        path = path.substr(0, slash);
    }
    return "table";
}

}  // namespace

Call::Call(Route const& route, Request const& request, Caller caller,
           std::vector<std::string> placeholder_values, TableWriters* tables)
    : route_(route),
      request_(request),
      caller_(std::move(caller)),
      placeholder_values_(std::move(placeholder_values)),
      tables_(tables) {
    refuse_unknown_parameters();
    if (route_.shape.as_of) take_as_of();
    if (route_.shape.is_page) choose_format();
    if (!route_.shape.body && !route_.shape.upload && !request_.body.empty())
        throw invalid("wire.body_unexpected");
}

void Call::refuse_unknown_parameters() {
    auto const is_known = [&](std::string_view name) {
        Shape const& shape = route_.shape;
        if (shape.paging && (name == "limit" || name == "cursor" || name == "format")) return true;
        if (shape.as_of && (name == "as_of" || name == "known_at")) return true;
        if (shape.upload && name == "file_name") return true;
        if (!shape.query) return false;
        auto const members = shape.query->members();
        return std::any_of(members.begin(), members.end(), [&](Member const& m) { return m.name == name; });
    };
    for (auto const& [name, value] : request_.query) {
        if (is_known(name)) continue;
        Findings::Step step(findings_, name);
        findings_.add("wire.unknown_parameter", {{"name", name}});
    }
}

std::string const* Call::parameter(std::string_view name, bool may_repeat) {
    std::string const* found = nullptr;
    for (auto const& [key, value] : request_.query) {
        if (key != name) continue;
        if (found && !may_repeat) {
            Findings::Step step(findings_, name);
            findings_.add("wire.repeated_parameter", {{"name", std::string(name)}});
            break;
        }
        found = &value;
    }
    return found;
}

void Call::take_as_of() {
    if (auto const* text = parameter("as_of")) {
        Findings::Step step(findings_, "as_of");
        type_of<Date>().decode_text(*text, &caller_.as_of, findings_);
    }
    if (auto const* text = parameter("known_at")) {
        Findings::Step step(findings_, "known_at");
        type_of<Instant>().decode_text(*text, &caller_.known_at.emplace(), findings_);
    }
}

void Call::choose_format() {
    auto const* format = parameter("format");
    std::string_view const accept = request_.accept;
    if (format ? *format == "csv" : accept.starts_with(csv_media_type)) table_format_ = TableFormat::csv;
    if (format ? *format == "xlsx" : accept.starts_with(xlsx_media_type)) table_format_ = TableFormat::xlsx;
    if (table_format_ ? tables_ != nullptr : !format || *format == "json") return;
    table_format_.reset();
    Findings::Step step(findings_, "format");
    findings_.add("wire.choice", {{"choices", tables_ ? "json, csv, xlsx" : "json"}});
}

void Call::take_path(StructType const& type, void* into) {
    Findings unreadable;
    for (Member const& member : type.members()) {
        auto const& names = route_.placeholders;
        auto const at =
            static_cast<std::size_t>(std::find(names.begin(), names.end(), member.name) - names.begin());
        member.type().decode_text(placeholder_values_[at], member.at(into), unreadable);
    }
    if (!unreadable.empty()) throw not_found();  // what cannot be named does not exist
}

void Call::take_query(StructType const& type, void* into) {
    for (Member const& member : type.members()) {
        Type const& value_type = member.type();
        bool const may_repeat = value_type.presence() == Presence::repeated;
        auto const* found = parameter(member.name, may_repeat);
        Findings::Step step(findings_, member.name);
        if (!found && value_type.presence() == Presence::required) findings_.add("wire.required");
        if (found && !may_repeat) value_type.decode_text(*found, member.at(into), findings_);
        if (!may_repeat) continue;
        for (auto const& [name, value] : request_.query) {
            if (name == member.name) value_type.decode_text(value, member.at(into), findings_);
        }
    }
}

void Call::take_body(Type const& type, void* into) {
    if (request_.body.empty()) throw invalid("wire.body_missing");
    if (!is_json(request_.content_type)) {
        throw Problem(ProblemKind::media_type, "wire.media_type", {{"expected", "application/json"}});
    }
    JsonLimits limits;
    limits.bytes_max = route_.options.body_bytes_max;
    type.decode(parse_json(request_.body, limits), into, findings_);
}

std::int64_t Call::take_version() {
    std::string_view const tag = request_.if_match;
    if (tag.empty()) throw Problem(ProblemKind::precondition, "wire.if_match_required");
    std::int64_t version = 0;
    if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') {
        auto const [end, code] = std::from_chars(tag.data() + 1, tag.data() + tag.size() - 1, version);
        if (code == std::errc() && end == tag.data() + tag.size() - 1 && version > 0) return version;
    }
    throw Problem(ProblemKind::stale, "stale");  // no version of ours carries such a tag
}

Paging Call::take_paging() {
    Paging paging;
    if (auto const* cursor = parameter("cursor")) paging.cursor = *cursor;
    if (auto const* limit = parameter("limit")) {
        Findings::Step step(findings_, "limit");
        type_of<std::int64_t>().decode_text(*limit, &paging.limit, findings_);
        if (paging.limit < 1 || paging.limit > Paging::limit_max) {
            findings_.add("wire.out_of_range",
                          {{"minimum", "1"}, {"maximum", std::to_string(Paging::limit_max)}});
        }
    }
    if (table_format_) paging.limit = Paging::table_limit;
    if (table_cursor_) paging.cursor = *table_cursor_;
    return paging;
}

std::string Call::upload_name() const {
    for (auto const& [name, value] : request_.query) {
        if (name == "file_name") return value;
    }
    return {};
}

void Call::write_json(Type const& type, void const* value, std::optional<std::int64_t> version,
                      Reply& reply) const {
    reply.content_type = "application/json";
    reply.body = encode_text(type, value);
    if (version) reply.headers.emplace_back("ETag", '"' + std::to_string(*version) + '"');
}

void Call::write_download(Download download, Reply& reply) const {
    reply.content_type = std::move(download.media_type);
    reply.body = std::move(download.bytes);
    reply.file = std::move(download.file);
    reply.headers.emplace_back("Content-Disposition",
                               "attachment; filename*=UTF-8''" + percent_encoded(download.name));
}

void Call::open_table(Type const& type) {
    if (table_) return;
    std::vector<Column> columns;
    type.columns({}, columns);
    table_ = tables_->open(*table_format_, last_noun(route_.path) + '-' + caller_.today.text(),
                           std::move(columns), caller_.language);
}

void Call::add_row(Type const& type, void const* row) {
    open_table(type);
    cells_.clear();
    type.cells(row, cells_);
    table_->row(cells_);
}

bool Call::turn_page(std::optional<std::string> const& next) {
    table_cursor_ = next;
    return next.has_value();
}

void Call::finish_table(Type const& type, Reply& reply) {
    open_table(type);
    write_download(table_->finish(), reply);
}

}  // namespace colonnade::wire
