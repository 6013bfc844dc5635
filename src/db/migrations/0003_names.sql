-- What holds a giver's name back or has let it pass, as the gift's state says it: the queue's way to them. Null for nearly every gift, so
-- that intake writes nothing more and an update stays on its page (the column only changes where a name is judged).
alter table gift add column moderation text check (moderation in ('pending', 'approved', 'denied', 'flagged'));
create index gift_moderated on gift (campaign_id, moderation) where moderation is not null;
