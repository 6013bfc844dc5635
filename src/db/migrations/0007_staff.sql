-- The people who work here, and how they sign in. Tables staff_user to staff_passkey hold what better-auth 1.7 asks for (its ids are text);
-- the columns below each comment are Carillon's own.
create table staff_user (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- What they may do: src/domain/staff/staff-role.ts.
  role text not null check (role in ('admin', 'editor', 'approver', 'moderator', 'phone-bank', 'host', 'read-only')),
  -- People are never deleted, so that the audit log keeps its names: they are switched off.
  disabled_at timestamptz,
  last_seen_at timestamptz
);

create table staff_session (
  id text primary key,
  token text not null unique,
  user_id text not null references staff_user (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  -- How they signed in.
  way text not null default 'password' check (way in ('password', 'code', 'passkey', 'single-sign-on', 'link'))
);
create index on staff_session (user_id);

-- A password (its scrypt hash), or an account at the hospital's single sign-on. Its tokens are never kept.
create table staff_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references staff_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index on staff_account (user_id);

-- What is under way: challenges of passkeys, second steps, single sign-on's state. Rows run out in minutes.
create table staff_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on staff_verification (identifier);
create index on staff_verification (expires_at);

-- The code app's secret and the backup codes, both encrypted.
create table staff_two_factor (
  id text primary key,
  user_id text not null unique references staff_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default false,
  failed_verification_count integer default 0,
  locked_until timestamptz
);

create table staff_passkey (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references staff_user (id) on delete cascade,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz,
  aaguid text
);
create index on staff_passkey (user_id);

-- Links that let somebody in once: the first admin's, an invitation, a new password. Only their hashes are kept.
create table staff_link (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('first', 'invitation', 'password')),
  token_hash bytea not null unique,
  email text,
  name text,
  role text,
  -- Whose password a link of kind 'password' sets.
  user_id text references staff_user (id) on delete cascade,
  made_by text,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check (kind <> 'invitation' or (email is not null and role is not null)),
  check (kind <> 'password' or user_id is not null)
);

-- Wrong sign-ins, by a keyed hash of the address or the account, so that the limit holds over every API process and names nobody.
create table staff_try (
  key bytea primary key,
  tries integer not null,
  -- The first of these tries; they are forgotten together.
  since timestamptz not null,
  -- Until when nothing is tried for this key.
  wait_until timestamptz
);
create index on staff_try (since);
