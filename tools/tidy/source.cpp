#include "tools/tidy/source.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace colonnade::tidy {
namespace {

namespace fs = std::filesystem;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool left_out(std::string const& path) {
    static std::array<std::string_view, 8> const folders = {
        ".git", "build", ".tools", "var", "web/dist", "tools/tidy/samples", "web/public", "node_modules"};
    return std::find(folders.begin(), folders.end(), path) != folders.end() || path.starts_with("build-") ||
           path.ends_with("/node_modules");
}

bool is_text(std::string const& path) {
    static std::array<std::string_view, 16> const endings = {
        ".cpp", ".hpp",   ".ts",   ".tsx",  ".mjs", ".css",  ".md",   ".txt",
        ".sh",  ".cmake", ".json", ".case", ".csv", ".html", ".toml", ".service"};
    std::string const name = path.substr(path.rfind('/') + 1);
    return name.find('.') == name.npos ||
           std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

Source read_source(fs::path const& root, std::string path) {
    Source source{std::move(path), {}, {}, {}};
    std::ifstream file(root / source.path, std::ios::binary);
    for (std::string line; std::getline(file, line);) source.lines.push_back(line);
    if (source.is_cpp()) blank_literals(source);
    return source;
}

// Walks over the text of a C++ file, character by character, and blanks what is not code.
class Blanker {
public:
    explicit Blanker(Source& source) : source_(source) {}

    void run() {
        for (line_ = 0; line_ < source_.lines.size(); ++line_) {
            text_ = source_.lines[line_];
            out_ = text_;
            at_ = 0;
            bool const directive = state_ == State::code && text_.find_first_not_of(" \t") != text_.npos &&
                                   text_[text_.find_first_not_of(" \t")] == '#';
            if (directive || directive_goes_on_) {
                directive_goes_on_ = text_.ends_with('\\');
                out_.assign(out_.size(), ' ');
            } else {
                while (at_ < text_.size()) step();
                if (state_ == State::raw) literal_.text += '\n';
            }
            source_.code.push_back(out_);
        }
    }

private:
    enum class State { code, comment, raw };

    void blank(std::size_t count) {
        std::fill_n(out_.begin() + static_cast<std::ptrdiff_t>(at_), count, ' ');
        at_ += count;
    }

    void step() {
        if (state_ == State::comment) return in_comment();
        if (state_ == State::raw) return in_raw();
        std::string_view const rest = std::string_view(text_).substr(at_);
        if (rest.starts_with("//")) return blank(rest.size());
        if (rest.starts_with("/*")) {
            state_ = State::comment;
            return blank(2);
        }
        if (rest.starts_with("R\"") && (at_ == 0 || !is_word(text_[at_ - 1]))) return begin_raw(rest);
        if (rest.front() == '"') return quoted('"');
        // An apostrophe within a number separates its digits.
        if (rest.front() == '\'' && (at_ == 0 || !is_word(text_[at_ - 1]))) return quoted('\'');
        ++at_;
    }

    void in_comment() {
        std::size_t const end = text_.find("*/", at_);
        if (end == text_.npos) return blank(text_.size() - at_);
        blank(end + 2 - at_);
        state_ = State::code;
    }

    void begin_raw(std::string_view rest) {
        std::size_t const open = rest.find('(');
        if (open == rest.npos) return blank(rest.size());
        raw_end_ = ")" + std::string(rest.substr(2, open - 2)) + "\"";
        literal_ = {line_ + 1, {}};
        state_ = State::raw;
        blank(open + 1);
    }

    void in_raw() {
        std::size_t const end = text_.find(raw_end_, at_);
        std::size_t const stop = std::min(end, text_.size());
        literal_.text += text_.substr(at_, stop - at_);
        if (end == text_.npos) return blank(text_.size() - at_);
        blank(end + raw_end_.size() - at_);
        source_.literals.push_back(literal_);
        state_ = State::code;
    }

    void quoted(char quote) {
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
        end = std::min(end, text_.size());
        if (quote == '"') source_.literals.push_back({line_ + 1, text_.substr(at_ + 1, end - at_ - 1)});
        blank(std::min(end + 1, text_.size()) - at_);
    }

    Source& source_;
    State state_ = State::code;
    bool directive_goes_on_ = false;
    std::size_t line_ = 0, at_ = 0;
    std::string text_, out_, raw_end_;
    Literal literal_;
};

}  // namespace

std::string Source::stem() const {
    std::string const name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.find('.'));
}

void blank_literals(Source& source) { Blanker(source).run(); }

std::vector<Include> includes_of(Source const& source) {
    std::vector<Include> found;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        std::string const& line = source.lines[i];
        if (!line.starts_with("#include")) continue;
        std::size_t const open = line.find_first_of("<\"", 8);
        std::size_t const close = open == line.npos ? line.npos : line.find_first_of(">\"", open + 1);
        if (close != line.npos) found.push_back({i + 1, line.substr(open + 1, close - open - 1)});
    }
    return found;
}

std::vector<Include> imports_of(Source const& source) {
    std::vector<Include> found;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        std::string const& line = source.lines[i];
        for (std::string_view const before : {" from '", "import '", "import('"}) {
            std::size_t const at = line.find(before);
            if (at == line.npos) continue;
            std::size_t const open = at + before.size();
            found.push_back({i + 1, line.substr(open, line.find('\'', open) - open)});
            break;
        }
    }
    return found;
}

Source const* House::find(std::string_view path) const {
    auto const at =
        std::find_if(sources.begin(), sources.end(), [&](Source const& one) { return one.path == path; });
    return at == sources.end() ? nullptr : &*at;
}

House read_house(fs::path const& root) {
    House house{root, {}};
    for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator(); ++at) {
        std::string path = at->path().lexically_relative(root).generic_string();
        if (at->is_directory() && !at->is_symlink()) {
            if (left_out(path)) at.disable_recursion_pending();
        } else if (at->is_regular_file() && !left_out(path) && is_text(path)) {
            house.sources.push_back(read_source(root, std::move(path)));
        }
    }
    std::sort(house.sources.begin(), house.sources.end(),
              [](Source const& a, Source const& b) { return a.path < b.path; });
    return house;
}

std::size_t find_word(std::string_view line, std::string_view word, std::size_t from) {
    for (std::size_t at = line.find(word, from); at != line.npos; at = line.find(word, at + 1)) {
        std::size_t const end = at + word.size();
        if ((at == 0 || !is_word(line[at - 1])) && (end == line.size() || !is_word(line[end]))) return at;
    }
    return line.npos;
}

}  // namespace colonnade::tidy
