-- Every edition of a drive's set-up that was ever saved: who, when, how; what a restore reads. Never changed.
create table campaign_version (
  campaign_id text not null references campaign (id),
  version integer not null,
  slug text not null,
  state text not null,
  livemode boolean not null,
  is_default boolean not null,
  config jsonb not null,
  saved_at timestamptz not null default now(),
  -- Null: the command line.
  saved_by text,
  saved_by_id text,
  how text not null check (how in ('console', 'campaign-file', 'clone', 'restore', 'upgrade')),
  -- "Goal", "Windows and time zone": what was changed, in a few words.
  what text not null default '',
  primary key (campaign_id, version)
);
insert into campaign_version (campaign_id, version, slug, state, livemode, is_default, config, saved_at, how)
  select id, version, slug, state, livemode, is_default, config, created_at, 'upgrade' from campaign;

-- The edition the ledger has to book by, in the very row it locks. Read from `campaign` beside that row it could be the one from before the
-- lock was waited for: PostgreSQL reads again only what it locks.
alter table campaign_tally add column campaign_version integer not null default 1;
update campaign_tally t set campaign_version = c.version from campaign c where c.id = t.campaign_id;

create function tell_tally_version() returns trigger language plpgsql as $$
begin
  update campaign_tally set campaign_version = new.version where campaign_id = new.id;
  return null;
end $$;
create trigger campaign_version_changed after update of version on campaign
  for each row when (old.version is distinct from new.version) execute function tell_tally_version();
