// Files that only the holder of a private key can read: backups leave the house sealed.
//
//   sealed file = "colonnade-sealed-1\n", the key of the content sealed to the public key (80 bytes), the
//                 stream's header (24 bytes), pieces of 65,536 bytes, each 17 bytes longer when encrypted;
//                 the last one is marked as such, so that a file cut short is noticed
//   key file    = "colonnade-public-1 " or "colonnade-private-1 ", the key in hexadecimal, "\n"
//
// X25519 sealed box and XChaCha20-Poly1305 secret stream, both as libsodium defines them.
#pragma once
#include <string>

namespace colonnade {

// Writes `file` (readable by its owner only) and `file`.pub. Throws Problem "db.file_exists".
void write_key_pair(std::string const& file);

// Seals the file's content to the public key in `key_file`. Throws Problem "cli.file", "backup.key".
void seal_file(std::string const& from, std::string const& to, std::string const& key_file);
bool is_sealed(std::string const& file);
// Throws Problem "backup.key" where the key is not the one it was sealed to, "backup.damaged" where the
// content was changed or cut short.
void unseal_file(std::string const& from, std::string const& to, std::string const& key_file);

// Makes the file's content durable on the disk.
void sync_file(std::string const& file);

}  // namespace colonnade
