#include "foundation/access/access_migrations.hpp"

namespace colonnade::access {
namespace {

// Who changed the company's data, when and why; and the chain of what was there before and after.
constexpr std::string_view changes = R"(
create table changes (
    change_id bigint primary key,
    at bigint not null,
    user_id bigint,
    operation text not null,
    reason text,
    import_id bigint
);
create index changes_at on changes (at);
create index changes_import on changes (import_id);
create table audit_entries (
    entry_id bigint primary key,
    change_id bigint not null references changes (change_id),
    subject_kind text not null,
    subject_id bigint not null,
    before text,
    after text,
    previous_hash text not null,
    hash text not null
);
create index audit_entries_change on audit_entries (change_id);
create index audit_entries_subject on audit_entries (subject_kind, subject_id);
create table idempotency_keys (
    user_id bigint not null,
    idempotency_key text not null,
    digest text not null,
    claimed_at bigint not null,
    change_id bigint references changes (change_id),
    reply text,
    primary key (user_id, idempotency_key)
);
create index idempotency_keys_claimed on idempotency_keys (claimed_at);
)";

// Secrets are kept as hashes, except the second factor's, which both sides must know.
constexpr std::string_view users = R"(
create table users (
    user_id bigint primary key,
    login text not null,
    login_key text not null unique,
    name text not null,
    email text,
    person_id bigint unique,
    language text not null,
    theme text not null,
    password_hash text,
    password_at bigint,
    totp_pending text,
    totp_secret text,
    totp_step bigint not null default 0,
    created_at bigint not null,
    disabled_at bigint,
    change_id bigint not null references changes (change_id)
);
create table user_roles (
    user_id bigint not null references users (user_id),
    role text not null,
    primary key (user_id, role)
);
create table recovery_codes (
    user_id bigint not null references users (user_id),
    code_hash text not null,
    primary key (user_id, code_hash)
);
create table sessions (
    session_id bigint primary key,
    user_id bigint not null references users (user_id),
    token_hash text not null unique,
    csrf_token text not null,
    created_at bigint not null,
    seen_at bigint not null,
    confirmed_at bigint not null,
    address text not null,
    device text not null
);
create index sessions_user on sessions (user_id);
create table api_tokens (
    token_id bigint primary key,
    user_id bigint not null references users (user_id),
    name text not null,
    token_hash text not null unique,
    hint text not null,
    permissions text not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index api_tokens_user on api_tokens (user_id);
create table setup_links (
    token_hash text primary key,
    user_id bigint references users (user_id),
    created_at bigint not null,
    expires_at bigint not null
);
create index setup_links_user on setup_links (user_id);
create table login_attempts (
    kind text not null,
    subject text not null,
    failures integer not null,
    last_at bigint not null,
    primary key (kind, subject)
);
create index login_attempts_last on login_attempts (last_at);
create table saved_views (
    view_id bigint primary key,
    user_id bigint not null references users (user_id),
    page text not null,
    name text not null,
    shared text not null,
    content text not null,
    change_id bigint not null references changes (change_id)
);
create index saved_views_page on saved_views (page, user_id);
)";

// The closure of the reporting tree over time, kept by whoever keeps that tree. A row says: on the days of
// its range the viewer stood `depth` steps above the person (0: the same person), in the line or as a deputy.
constexpr std::string_view scopes = R"(
create table person_scopes (
    viewer_id bigint not null,
    person_id bigint not null,
    valid_from text not null,
    valid_to text,
    depth integer not null,
    kind text not null,
    primary key (viewer_id, person_id, valid_from, kind)
);
create index person_scopes_person on person_scopes (person_id, valid_from);
)";

}  // namespace

std::vector<db::Migration> access_migrations() {
    return {{1, "changes", changes}, {2, "users", users}, {3, "person scopes", scopes}};
}

}  // namespace colonnade::access
