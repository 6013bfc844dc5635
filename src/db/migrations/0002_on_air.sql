-- What a screen's link opens, and how far. Links made before were for a studio, and may go on reading its list.
alter table screen_link
  add column layout text not null default 'studio' check (layout in ('studio', 'phone-room', 'lobby', 'overlay')),
  add column role text not null default 'watch' check (role in ('watch', 'host', 'producer')),
  add column station_id text;
create index screen_link_label on screen_link (campaign_id, label);

-- A campaign's on-air board. Its row lock orders every deed on the board, so that two hosts never get the same name; `version` grows
-- with each by one, and screens that have another one ask again. `seq`: how far the list has followed the ledger.
create table board (
  campaign_id text primary key references campaign (id),
  version bigint not null default 0,
  seq bigint not null default 0
);

-- The thank-you list: one row for each gift of the ledger, which it follows (see src/on-air/follow-ledger.ts), with what hosts did about it.
-- No name is kept here: that is read from the gift whenever it is shown.
create table thank (
  campaign_id text not null,
  -- The gift as screens know it (src/ticker/entries.ts).
  gift text not null,
  -- The entry that brought it: its place in the list, and the way to its giver.
  seq bigint not null,
  -- What of it counts now; nothing left of it, or nothing to thank for, and it isn't listed.
  counted bigint not null,
  gifts integer not null,
  listed boolean not null,
  amount bigint not null,
  monthly boolean not null,
  first_time boolean not null,
  -- As consented for the air.
  town text,
  station_id text,
  state text not null default 'waiting' check (state in ('waiting', 'claimed', 'read')),
  reader_id text,
  reader text,
  since timestamptz,
  claimed_until timestamptz,
  pinned boolean not null default false,
  primary key (campaign_id, gift),
  check ((state = 'waiting') = (reader_id is null)),
  check ((state = 'claimed') = (claimed_until is not null))
) with (fillfactor = 80);
create index thank_waiting on thank (campaign_id, seq desc) where state = 'waiting' and listed and counted > 0;
create index thank_claimed on thank (campaign_id, seq desc) where state = 'claimed';
create index thank_pinned on thank (campaign_id, seq desc) where pinned;
create index thank_read on thank (campaign_id, since desc) where state = 'read';
create index thank_big on thank (campaign_id, amount, station_id) where state <> 'read' and listed and counted > 0;
create index thank_town on thank (campaign_id, town, seq desc) where state = 'waiting' and listed and counted > 0;

-- What the list adds up to, so that no screen's question counts fifty thousand gifts. '' where a gift came through no station, or names
-- no town. waiting, claimed and read are of those listed; monthly and first_time of those not read yet.
create table thank_sum (
  campaign_id text not null,
  station_id text not null,
  town text not null,
  total bigint not null,
  gifts bigint not null,
  waiting bigint not null,
  claimed bigint not null,
  read bigint not null,
  monthly bigint not null,
  first_time bigint not null,
  primary key (campaign_id, station_id, town)
) with (fillfactor = 50);

-- Kept by the database itself, whoever writes the list: what rows were is taken off, what they are is added.
create function sum_thanks() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into thank_sum as s
      select campaign_id, coalesce(station_id, ''), coalesce(town, ''), sum(sign * counted), sum(sign * gifts),
        coalesce(sum(sign) filter (where on_list and state = 'waiting'), 0), coalesce(sum(sign) filter (where on_list and state = 'claimed'), 0),
        coalesce(sum(sign) filter (where on_list and state = 'read'), 0), coalesce(sum(sign) filter (where on_list and state <> 'read' and monthly), 0),
        coalesce(sum(sign) filter (where on_list and state <> 'read' and first_time), 0)
      from (
        select *, 1 as sign, listed and counted > 0 as on_list from is_now
        union all select *, -1, listed and counted > 0 from was
      ) t group by 1, 2, 3
    on conflict (campaign_id, station_id, town) do update set
      total = s.total + excluded.total, gifts = s.gifts + excluded.gifts, waiting = s.waiting + excluded.waiting,
      claimed = s.claimed + excluded.claimed, read = s.read + excluded.read, monthly = s.monthly + excluded.monthly,
      first_time = s.first_time + excluded.first_time;
  else
    insert into thank_sum as s
      select campaign_id, coalesce(station_id, ''), coalesce(town, ''), sum(counted), sum(gifts),
        count(*) filter (where on_list and state = 'waiting'), count(*) filter (where on_list and state = 'claimed'),
        count(*) filter (where on_list and state = 'read'), count(*) filter (where on_list and state <> 'read' and monthly),
        count(*) filter (where on_list and state <> 'read' and first_time)
      from (select *, listed and counted > 0 as on_list from is_now) t group by 1, 2, 3
    on conflict (campaign_id, station_id, town) do update set
      total = s.total + excluded.total, gifts = s.gifts + excluded.gifts, waiting = s.waiting + excluded.waiting,
      claimed = s.claimed + excluded.claimed, read = s.read + excluded.read, monthly = s.monthly + excluded.monthly,
      first_time = s.first_time + excluded.first_time;
  end if;
  return null;
end $$;
create trigger thank_added after insert on thank referencing new table as is_now for each statement execute function sum_thanks();
create trigger thank_changed after update on thank referencing old table as was new table as is_now
  for each statement execute function sum_thanks();

-- Every deed of a reader, with each row before and after it: what undo takes back, and the answer to a request that is sent again.
create table thank_deed (
  id bigint generated always as identity primary key,
  campaign_id text not null,
  reader_id text not null,
  request_id text not null,
  reader text not null,
  deed text not null,
  steps jsonb not null,
  outcome jsonb not null,
  at timestamptz not null,
  undone_at timestamptz,
  unique (campaign_id, reader_id, request_id)
);
create index thank_deed_last on thank_deed (campaign_id, reader_id, id desc) where undone_at is null;

-- What the producer had hosts say at once. `despite`: what the privacy gate had found and the producer answered for.
create table say_now (
  id bigint generated always as identity primary key,
  campaign_id text not null references campaign (id),
  reader_id text not null,
  request_id text not null,
  text text not null,
  said_by text not null,
  said_at timestamptz not null,
  expires_at timestamptz not null,
  despite jsonb,
  cleared_at timestamptz,
  cleared_by text,
  unique (campaign_id, reader_id, request_id)
);
create index say_now_open on say_now (campaign_id, id desc) where cleared_at is null;
