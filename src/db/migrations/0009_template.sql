-- A campaign's own texts, append-only: each row is all variants of one place as somebody left them, so the newest row is what holds,
-- the rows before it are the history, and taking something back is one more row.
create table template_revision (
  id bigint generated always as identity primary key,
  campaign_id text not null references campaign (id),
  -- "rule:every-10k", or "kind:every" for all rules of a kind.
  scope text not null check (scope ~ '^(rule|kind):.'),
  platform text not null check (platform in ('x', 'facebook', 'on-air')),
  language text not null,
  -- Null: for every account of the platform. X forbids the same text on two accounts, so one may have texts of its own.
  account_id text references channel_account (id),
  -- [{id, source, isOn}] in the order of their turns; null: what Carillon brings along holds again.
  variants jsonb,
  what text not null check (what in ('saved', 'restored', 'reset', 'copied')),
  by_id text,
  by_name text not null,
  at timestamptz not null default now()
);
create index template_revision_of_campaign on template_revision (campaign_id, id desc);
create index template_revision_of_place on template_revision (campaign_id, scope, platform, language, id desc);

-- Which text a post used, for the counts beside each; where a campaign's own could not be used, why.
alter table post add column template_id text;
alter table attempt add column template_id text, add column template_note text;
