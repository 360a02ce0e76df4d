#include "app/sealed_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <vector>

#include "foundation/base/problem.hpp"

namespace colonnade {
namespace {

constexpr std::string_view magic = "colonnade-sealed-1\n";
constexpr std::string_view public_mark = "colonnade-public-1 ";
constexpr std::string_view private_mark = "colonnade-private-1 ";
constexpr std::size_t piece_bytes = 65'536;

using Key = std::array<unsigned char, crypto_box_PUBLICKEYBYTES>;
using StreamKey = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
using SealedKey =
    std::array<unsigned char, crypto_box_SEALBYTES + crypto_secretstream_xchacha20poly1305_KEYBYTES>;
using Header = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;
using State = crypto_secretstream_xchacha20poly1305_state;

Problem damaged() { return Problem(ProblemKind::unavailable, "backup.damaged"); }

std::ifstream open_read(std::string const& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw invalid("cli.file", {{"file", file}});
    return stream;
}

std::ofstream open_write(std::string const& file) {
    if (std::filesystem::exists(file)) throw conflict("db.file_exists", {{"file", file}});
    std::ofstream stream(file, std::ios::binary);
    if (!stream) throw invalid("backup.cannot_write", {{"file", file}});
    return stream;
}

template <class Bytes> void put(std::ostream& stream, Bytes const& bytes, std::size_t size) {
    stream.write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(size));
}

template <class Bytes> std::size_t take(std::istream& stream, Bytes& bytes, std::size_t size) {
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(stream.gcount());
}

std::string key_text(std::string_view mark, Key const& key) {
    std::string hex(key.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), key.data(), key.size());
    hex.pop_back();
    return std::string(mark) + hex + "\n";
}

Key read_key(std::string const& file, std::string_view mark) {
    std::ifstream stream = open_read(file);
    std::string line;
    std::getline(stream, line);
    Key key{};
    std::size_t length = 0;
    bool const fits = line.starts_with(mark) &&
                      sodium_hex2bin(key.data(), key.size(), line.data() + mark.size(),
                                     line.size() - mark.size(), "\r", &length, nullptr) == 0;
    if (!fits || length != key.size()) throw invalid("backup.key", {{"file", file}});
    return key;
}

void encrypt(std::istream& from, std::ostream& to, StreamKey const& key) {
    State state;
    Header header;
    crypto_secretstream_xchacha20poly1305_init_push(&state, header.data(), key.data());
    put(to, header, header.size());
    std::vector<unsigned char> plain(piece_bytes),
        sealed(piece_bytes + crypto_secretstream_xchacha20poly1305_ABYTES);
    bool is_last = false;
    while (!is_last) {
        std::size_t const size = take(from, plain, piece_bytes);
        is_last = from.peek() == std::istream::traits_type::eof();
        unsigned char const tag = is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
        crypto_secretstream_xchacha20poly1305_push(&state, sealed.data(), nullptr, plain.data(), size,
                                                   nullptr, 0, tag);
        put(to, sealed, size + crypto_secretstream_xchacha20poly1305_ABYTES);
    }
}

void decrypt(std::istream& from, std::ostream& to, StreamKey const& key) {
    State state;
    Header header;
    if (take(from, header, header.size()) != header.size() ||
        crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.data()) != 0)
        throw damaged();
    std::vector<unsigned char> sealed(piece_bytes + crypto_secretstream_xchacha20poly1305_ABYTES),
        plain(piece_bytes);
    unsigned char tag = 0;
    while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        std::size_t const size = take(from, sealed, sealed.size());
        unsigned long long length = 0;
        if (size < crypto_secretstream_xchacha20poly1305_ABYTES ||
            crypto_secretstream_xchacha20poly1305_pull(&state, plain.data(), &length, &tag, sealed.data(),
                                                       size, nullptr, 0) != 0)
            throw damaged();
        put(to, plain, length);
    }
    if (from.peek() != std::istream::traits_type::eof()) throw damaged();
}

void finish(std::ofstream& stream, std::string const& file) {
    stream.flush();
    if (!stream) throw Problem(ProblemKind::unavailable, "db.full");
    stream.close();
    sync_file(file);
}

}  // namespace

void write_key_pair(std::string const& file) {
    if (sodium_init() < 0) throw Problem(ProblemKind::internal, "backup.damaged");
    Key open, secret;
    crypto_box_keypair(open.data(), secret.data());
    std::ofstream private_stream = open_write(file);
    ::chmod(file.c_str(), S_IRUSR | S_IWUSR);
    private_stream << key_text(private_mark, secret);
    finish(private_stream, file);
    std::ofstream public_stream = open_write(file + ".pub");
    public_stream << key_text(public_mark, open);
    finish(public_stream, file + ".pub");
    sodium_memzero(secret.data(), secret.size());
}

void seal_file(std::string const& from, std::string const& to, std::string const& key_file) {
    if (sodium_init() < 0) throw damaged();
    Key const key = read_key(key_file, public_mark);
    StreamKey stream_key;
    crypto_secretstream_xchacha20poly1305_keygen(stream_key.data());
    SealedKey sealed_key;
    crypto_box_seal(sealed_key.data(), stream_key.data(), stream_key.size(), key.data());
    std::ifstream source = open_read(from);
    std::ofstream target = open_write(to);
    put(target, magic, magic.size());
    put(target, sealed_key, sealed_key.size());
    encrypt(source, target, stream_key);
    sodium_memzero(stream_key.data(), stream_key.size());
    finish(target, to);
}

bool is_sealed(std::string const& file) {
    std::ifstream stream = open_read(file);
    std::string start(magic.size(), '\0');
    return take(stream, start, start.size()) == magic.size() && start == magic;
}

void unseal_file(std::string const& from, std::string const& to, std::string const& key_file) {
    if (sodium_init() < 0) throw damaged();
    Key const secret = read_key(key_file, private_mark);
    Key open;
    crypto_scalarmult_base(open.data(), secret.data());
    std::ifstream source = open_read(from);
    source.seekg(static_cast<std::streamoff>(magic.size()));
    SealedKey sealed_key;
    StreamKey stream_key;
    if (take(source, sealed_key, sealed_key.size()) != sealed_key.size()) throw damaged();
    if (crypto_box_seal_open(stream_key.data(), sealed_key.data(), sealed_key.size(), open.data(),
                             secret.data()) != 0)
        throw invalid("backup.key", {{"file", key_file}});
    std::ofstream target = open_write(to);
    decrypt(source, target, stream_key);
    sodium_memzero(stream_key.data(), stream_key.size());
    finish(target, to);
}

void sync_file(std::string const& file) {
    int const handle = ::open(file.c_str(), O_RDONLY);
    bool const synced = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0) ::close(handle);
    if (!synced) throw Problem(ProblemKind::unavailable, "db.full");
}

}  // namespace colonnade
