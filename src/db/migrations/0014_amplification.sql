-- A post's own short link, /go/:code. Whoever gives after following it gives through this post.
create table post_link (
  code text primary key check (code ~ '^[2-9a-hjkmnp-z]{7}$'),
  post_id bigint not null unique references post (id),
  campaign_id text not null references campaign (id),
  -- Followed by what looks like a person; platforms fetch every link once themselves.
  clicks bigint not null default 0,
  created_at timestamptz not null default now()
);
create index post_link_campaign on post_link (campaign_id);

-- Through which link a gift came, as its state says it; null for nearly every gift.
alter table gift add column via text;
create index gift_via on gift (via) where via is not null;
