// colonnade backup and restore: a whole company into one file, and back, each proved before it counts.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <fmt/format.h>

#include "app/command_line.hpp"
#include "app/migrations.hpp"
#include "app/sealed_file.hpp"
#include "foundation/access/audit.hpp"
#include "foundation/db/transfer.hpp"

namespace colonnade {
namespace {

struct BackupOptions {
    std::string file;
    std::string key;
    bool force = false;
};

// A file beside another that is gone afterwards, whatever happens; with what SQLite puts beside it.
class Scratch {
public:
    explicit Scratch(std::string const& beside) : file_(fmt::format("{}.{}.part", beside, ::getpid())) {
        clear();
    }
    ~Scratch() { clear(); }
    Scratch(Scratch const&) = delete;
    std::string const& file() const { return file_; }

private:
    void clear() const {
        std::error_code ignored;
        for (char const* suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(file_ + suffix, ignored);
    }
    std::string file_;
};

// What must hold before anyone is let in: the file is whole, its program is not newer than this one, and the
// chain of changes is unbroken. Returns its head.
access::AuditHead prove(std::string const& file, Instant now) {
    db::check_snapshot(file);
    db::Database database(db::Address{db::Dialect::sqlite, file});
    migrate_to_now(database, now);
    auto const found = database.read([](db::Session& s) { return access::verify_audit(s); });
    if (!found.is_sound())
        throw conflict("backup.chain_broken", {{"entry", std::to_string(found.findings.front().entry_id)}});
    return found.head;
}

void print_head(CommandLine const& line, char const* key, access::AuditHead const& head) {
    fmt::print("head {}:{}\n", head.entry_id, head.hash);
    fmt::print(stderr, "colonnade: {}\n", line.text(key));
}

// Everything a company knows is in these files: they are their owner's alone, the passing ones too.
void keep_to_owner() { ::umask(S_IRWXG | S_IRWXO); }

int backup(CommandLine& line, BackupOptions const& options) {
    keep_to_owner();
    if (std::filesystem::exists(options.file)) throw conflict("db.file_exists", {{"file", options.file}});
    db::Address const company = line.company();
    Scratch const snapshot(options.file);
    db::write_snapshot(company, snapshot.file(), all_migrations());
    access::AuditHead const head = prove(snapshot.file(), line.clock().now());
    sync_file(snapshot.file());
    if (options.key.empty()) {
        std::filesystem::rename(snapshot.file(), options.file);
    } else {
        Scratch const sealed(options.file + ".sealed");
        seal_file(snapshot.file(), sealed.file(), options.key);
        std::filesystem::rename(sealed.file(), options.file);
    }
    print_head(line, "cli.backup.done", head);
    return exit_done;
}

void put_in_place(std::string const& snapshot, std::string const& target, bool force) {
    if (std::filesystem::exists(target) && !force) throw conflict("db.file_exists", {{"file", target}});
    sync_file(snapshot);
    for (char const* suffix : {"-wal", "-shm"}) std::filesystem::remove(target + suffix);
    std::filesystem::rename(snapshot, target);
}

int restore(CommandLine& line, BackupOptions const& options) {
    keep_to_owner();
    db::Address const to = db::Address::parse(line.settings.db);
    bool const is_file = to.dialect == db::Dialect::sqlite;
    if (is_file && std::filesystem::exists(to.target) && !options.force)
        throw conflict("db.file_exists", {{"file", to.target}});
    Scratch const plain(is_file ? to.target : options.file);
    if (is_sealed(options.file)) {
        if (options.key.empty()) throw invalid("backup.is_sealed");
        unseal_file(options.file, plain.file(), options.key);
    } else {
        std::filesystem::copy_file(options.file, plain.file());
    }
    access::AuditHead const head = prove(plain.file(), line.clock().now());
    if (is_file) put_in_place(plain.file(), to.target, options.force);
    else db::load_snapshot(plain.file(), to, all_migrations());
    print_head(line, "cli.backup.restored", head);
    return exit_done;
}

}  // namespace

void add_backup(CLI::App& app, CommandLine& line) {
    auto const options = std::make_shared<BackupOptions>();
    CLI::App* const command =
        add_command(app, "backup", "Write the whole company into one file, while the server goes on");
    add_database_option(*command, line);
    command->add_option("file", options->file, "The file to write; it must not be there yet");
    command
        ->add_option("--key", options->key, "Public key (.pub) to seal it to: only the private key opens it")
        ->envname("COLONNADE_BACKUP_KEY");
    command->require_subcommand(0, 1);
    command->callback([&line, options, command] {
        if (!command->get_subcommands().empty()) return;
        if (options->file.empty()) throw CLI::RequiredError("file");
        line.run = [&line, options] { return backup(line, *options); };
    });
    CLI::App* const key =
        command->add_subcommand("key", "Make a pair of keys: FILE, to be kept elsewhere, and FILE.pub");
    key->add_option("file", options->file, "Where the private key goes")->required();
    key->callback([&line, options] {
        line.run = [options] {
            write_key_pair(options->file);
            return static_cast<int>(exit_done);
        };
    });
}

void add_restore(CLI::App& app, CommandLine& line) {
    auto const options = std::make_shared<BackupOptions>();
    CLI::App* const command = add_command(
        app, "restore",
        "Put a backup in place, after proving that it is whole and its chain of changes unbroken");
    add_database_option(*command, line);
    command->add_option("file", options->file, "The backup")->required();
    command->add_option("--key", options->key, "Private key, where the backup is sealed");
    command->add_flag("--force", options->force,
                      "Replace a database file that is there; stop its server first");
    command->callback([&line, options] { line.run = [&line, options] { return restore(line, *options); }; });
}

}  // namespace colonnade
