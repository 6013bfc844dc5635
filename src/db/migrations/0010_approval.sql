-- Why a post is held; null where it isn't. "moved": what was approved is no longer what it would say.
alter table post add column hold text check (hold in ('countdown', 'approval', 'gate', 'stopped', 'moved'));
-- How many different people must have approved what it says before it goes.
alter table post add column approvers smallint not null default 0 check (approvers between 0 and 2);
-- A person's own words for it, in place of the template's, and the figures they were written with: those that stand in the words
-- are said as they are when the post goes out.
alter table post add column edited_text text,
  add column edited_from text,
  add column edited_figures jsonb,
  add column edited_at timestamptz,
  add column edited_by text;
update post set hold = 'countdown' where state = 'held' and next_step_at is not null;
update post set hold = 'gate', approvers = 1 where state = 'held' and next_step_at is null;
create index post_held on post (campaign_id, hold) where state = 'held';

-- What people said about a held post, and what they had before their eyes when they said it.
create table approval (
  id bigint generated always as identity primary key,
  post_id bigint not null references post (id),
  verdict text not null check (verdict in ('approved', 'edited', 'dropped', 'stopped')),
  staff_id text not null,
  staff_name text not null,
  given_at timestamptz not null,
  -- What was shown: the text, and the picture with what it says.
  text text,
  card_hash text,
  picture_alt text,
  figures jsonb,
  -- Findings of the privacy gate that this person has answered for: [{code, words}].
  answered jsonb not null default '[]',
  reason text,
  -- How the post stood before, so that it can be taken back.
  stood jsonb not null,
  -- Set: it counts no more, and why.
  void_at timestamptz,
  void_why text check (void_why in ('undone', 'edited', 'moved', 'gate', 'dropped'))
);
create index approval_of_post on approval (post_id, id);
-- Nobody approves the same post twice while their first approval stands.
create unique index approval_once_each on approval (post_id, staff_id) where verdict = 'approved' and void_at is null;

-- Something that people on the staff have to know of. The key is what makes it told once.
create table notice (
  id bigint generated always as identity primary key,
  key text not null unique,
  event text not null check (event in ('approval', 'post-failed', 'channel', 'posting-stopped')),
  campaign_id text references campaign (id),
  -- In plain words, without a donor's name.
  says text not null,
  -- Where to act: a path of the console.
  path text not null,
  made_at timestamptz not null default now(),
  -- When it was shared out to people.
  shared_at timestamptz
);
create index notice_unshared on notice (id) where shared_at is null;

-- What each person wants to be told, and how; without a row, the usual.
create table notice_choice (
  staff_id text primary key,
  events jsonb not null,
  by_email boolean not null,
  by_push boolean not null,
  -- Local hours in which nothing is sent, in their own zone; null: none.
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_to smallint check (quiet_to between 0 and 23),
  time_zone text not null,
  changed_at timestamptz not null default now()
);

-- A browser that shows notices. Its keys are the browser's own, made for us alone.
create table push_device (
  id bigint generated always as identity primary key,
  staff_id text not null,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  label text not null,
  added_at timestamptz not null default now(),
  last_sent_at timestamptz
);
create index push_device_of on push_device (staff_id);

-- A notice on its way to one person, by mail or to one of their browsers. Kept until it was taken, or given up with a reason.
create table notice_delivery (
  id bigint generated always as identity primary key,
  notice_id bigint not null references notice (id),
  staff_id text not null,
  way text not null check (way in ('email', 'push')),
  device_id bigint references push_device (id) on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
  tries integer not null default 0,
  next_try_at timestamptz not null,
  -- A process that took it and died lets go of it then.
  taken_until timestamptz,
  sent_at timestamptz,
  reason text,
  unique nulls not distinct (notice_id, staff_id, way, device_id)
);
create index notice_delivery_due on notice_delivery (next_try_at) where state = 'waiting';
create index notice_delivery_mail on notice_delivery (staff_id, sent_at) where way = 'email';
