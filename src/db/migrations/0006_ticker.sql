-- The gift by which a donor was first known in this drive; null in rows written before. Says on the host's screen who gives for the first time.
alter table donor add column gift_id text;

-- An on-air sentence says its giver's name: once that name may not be said any more, the sentence is not shown again. Null: not noted.
alter table ledger_entry add column names_giver boolean;
