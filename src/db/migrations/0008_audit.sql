-- Every change anybody made, with who, when, what, and how it was before and after. Append-only: not even this house's own code rewrites it.
create table audit_line (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- The staff member's id; null where nobody was signed in (the command line, a sign-in that failed).
  by_id text,
  by_name text not null,
  by_role text,
  what text not null,
  campaign_id text,
  subject text,
  -- The address's pattern or the command, never the address itself: that could hold a link's secret.
  request text not null,
  request_id text not null,
  before jsonb,
  after jsonb
);
create index audit_line_campaign on audit_line (campaign_id, id desc);
create index audit_line_person on audit_line (by_id, id desc);
create index audit_line_what on audit_line (what, id desc);
create index audit_line_at on audit_line (at);

create function keep_audit_lines() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only: its lines are neither changed nor removed.' using errcode = 'restrict_violation';
end $$;
create trigger audit_line_is_kept before update or delete on audit_line for each row execute function keep_audit_lines();
create trigger audit_log_is_kept before truncate on audit_line for each statement execute function keep_audit_lines();
