-- The red button's own record: who stopped, when, why, and who let it go on. The campaign's columns say what holds now.
alter table campaign add column posting_stopped_reason text;
create table posting_stop (
  id bigint generated always as identity primary key,
  campaign_id text not null references campaign (id),
  stopped_at timestamptz not null,
  stopped_by text not null,
  reason text,
  resumed_at timestamptz,
  resumed_by text,
  -- How many of those that waited were dropped with the resume.
  dropped integer not null default 0
);
create unique index one_open_posting_stop on posting_stop (campaign_id) where resumed_at is null;
create index posting_stop_by_campaign on posting_stop (campaign_id, stopped_at desc);

-- What people did about a post beside approving it: asked to look, marked as published, had it sent again, dropped it.
create table post_deed (
  id bigint generated always as identity primary key,
  post_id bigint not null references post (id),
  campaign_id text not null,
  deed text not null check (deed in ('checked', 'marked-published', 'marked-absent', 'retried', 'dropped')),
  done_by text not null,
  done_at timestamptz not null,
  from_state text not null,
  -- A link or a reason, as the person gave it.
  note text
);
create index post_deed_of_post on post_deed (post_id, id);

-- When the account was last read to find the post.
alter table post add column looked_at timestamptz;

-- The log's own order, all of a drive and by state.
create index post_of_campaign on post (campaign_id, id desc);
create index post_by_state on post (campaign_id, state, id desc);
create index announcement_of_campaign on announcement (campaign_id, decided_at desc);

-- Tells the console that something is to be asked for again. Kept by the database itself, because posts are changed in many places, and
-- a worker that forgot to tell would leave a page that looks alive and isn't. Only ever a hint: no words, and it may be lost.
create function tell_staff(about text, campaigns text[]) returns void language sql as $$
  select pg_notify('ticker_side', json_build_object('campaignId', c, 'audience', 'staff', 'event', 'changed',
    'data', json_build_object('what', about))::text)
  from (select distinct unnest(campaigns) as c) told
$$;

create function tell_staff_of_new() returns trigger language plpgsql as $$
begin
  perform tell_staff(tg_argv[0], (select array_agg(campaign_id) from is_now));
  return null;
end $$;
create trigger post_added_told after insert on post referencing new table as is_now
  for each statement execute function tell_staff_of_new('posts');
create trigger account_added_told after insert on channel_account referencing new table as is_now
  for each statement execute function tell_staff_of_new('channels');
create trigger deed_added_told after insert on post_deed referencing new table as is_now
  for each statement execute function tell_staff_of_new('posts');

-- The sweep only moves next_step_at, every few seconds and for hundreds at once: that is no news.
create function tell_staff_of_posts() returns trigger language plpgsql as $$
begin
  perform tell_staff('posts', (
    select array_agg(n.campaign_id) from is_now n join was w using (id)
    where (n.state, n.reason, n.text, n.url, n.not_before, n.expires_at, n.looked_at)
      is distinct from (w.state, w.reason, w.text, w.url, w.not_before, w.expires_at, w.looked_at)));
  return null;
end $$;
create trigger post_changed_told after update on post referencing old table as was new table as is_now
  for each statement execute function tell_staff_of_posts();

create function tell_staff_of_account() returns trigger language plpgsql as $$
begin
  perform tell_staff('channels', array[new.campaign_id]);
  return null;
end $$;
create trigger account_changed_told after update on channel_account for each row
  when (old.* is distinct from new.*) execute function tell_staff_of_account();

create function tell_staff_of_campaign() returns trigger language plpgsql as $$
begin
  perform tell_staff('posting', array[new.id]);
  return null;
end $$;
create trigger campaign_changed_told after update on campaign for each row
  when (old.posting_stopped_at is distinct from new.posting_stopped_at or old.state <> new.state or old.version <> new.version)
  execute function tell_staff_of_campaign();
