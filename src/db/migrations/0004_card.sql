-- Pictures that posts carry, by what they say (src/card/card-hash.ts). Drawn again at any time: nothing is lost with this table.
create table card (
  hash text primary key check (hash ~ '^[0-9a-f]{40}$'),
  png bytea not null,
  alt text not null,
  -- A donor's name stands on it: forgotten soon, since the name may be hidden later.
  names_giver boolean not null default false,
  created_at timestamptz not null default now(),
  last_asked_at timestamptz not null default now()
);
-- PNG is compressed already.
alter table card alter column png set storage external;
create index card_by_last_asked on card (last_asked_at);
