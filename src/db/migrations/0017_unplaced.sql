-- What staff looked at and set aside without placing it. Nothing is ever deleted: the gift or event stays where it is, and this can be undone.
create table unplaced_dismissal (
  -- "gift:<its id>" or "event:<its id>"
  item text primary key,
  reason text not null,
  by_name text not null,
  at timestamptz not null
);
