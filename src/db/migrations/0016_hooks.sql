-- Where else a drive's news go: signed, in order, tried again for three days (src/hook).
create table hook (
  id text primary key,
  campaign_id text not null references campaign (id),
  label text not null,
  -- Scheme and host only, for people; the address itself may hold a secret (Slack's does) and is sealed with the signing secrets.
  origin text not null,
  sealed text not null,
  kinds text[] not null,
  format text not null default 'carillon' check (format in ('carillon', 'slack')),
  enabled boolean not null default true,
  -- The last number given to a message: gap-free, so that a receiver sees what is missing.
  last_sequence bigint not null default 0,
  -- While the receiver is away, everything waits until then, in order.
  retry_at timestamptz,
  failing_since timestamptz,
  -- By us, after days of failure or where the receiver said it is gone.
  paused_at timestamptz,
  paused_reason text,
  old_secret_until timestamptz,
  -- One process at a time sends to it.
  leased_until timestamptz,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
create index hook_of_campaign on hook (campaign_id) where removed_at is null;

-- How far each drive's ledger was handed out.
create table hook_feed (
  campaign_id text primary key references campaign (id),
  ledger_seq bigint not null
);

-- What happened beside the ledger, written with the fact itself; taken out when it is handed out.
create table hook_fact (
  id bigint generated always as identity primary key,
  campaign_id text not null,
  kind text not null,
  ref text not null,
  at timestamptz not null default clock_timestamp()
);
create index hook_fact_of_campaign on hook_fact (campaign_id, id);

-- One message to one receiver. What it says is made when it is sent: a name hidden meanwhile stays hidden, and none is kept here.
create table hook_delivery (
  id bigint generated always as identity primary key,
  hook_id text not null references hook (id),
  message_id text not null,
  sequence bigint not null,
  kind text not null,
  ref text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  last_try_at timestamptz,
  status integer,
  took_ms integer,
  answer text,
  replays integer not null default 0,
  unique (hook_id, message_id)
);
create index hook_delivery_due on hook_delivery (hook_id, sequence) where state = 'waiting';
create index hook_delivery_log on hook_delivery (hook_id, id desc);
create index hook_delivery_at on hook_delivery (at);

create function note_hook_fact(campaign text, fact text, subject text) returns void language sql as $$
  insert into hook_fact (campaign_id, kind, ref)
  select campaign, fact, subject where exists (select from hook where campaign_id = campaign and enabled and removed_at is null)
$$;

create function note_announcement() returns trigger language plpgsql as $$
begin
  perform note_hook_fact(new.campaign_id, 'milestone', new.id::text);
  return null;
end $$;
create trigger announcement_noted after insert on announcement for each row execute function note_announcement();

create function note_post() returns trigger language plpgsql as $$
begin
  perform note_hook_fact(new.campaign_id, case new.state when 'published' then 'post-published' else 'post-failed' end, new.id::text);
  return null;
end $$;
create trigger post_noted after update of state on post for each row
  when (old.state is distinct from new.state and new.state in ('published', 'rejected', 'expired')) execute function note_post();

create function note_red_button() returns trigger language plpgsql as $$
begin
  perform note_hook_fact(new.id, case when new.posting_stopped_at is null then 'posting-resumed' else 'posting-stopped' end,
    coalesce(new.posting_stopped_at, clock_timestamp())::text);
  return null;
end $$;
create trigger red_button_noted after update of posting_stopped_at on campaign for each row
  when ((old.posting_stopped_at is null) is distinct from (new.posting_stopped_at is null)) execute function note_red_button();
