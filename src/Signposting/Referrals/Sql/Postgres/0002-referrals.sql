-- A form that was received. Times are milliseconds since 1970, UTC.
create table referrals (
    reference     text    not null primary key,   -- what the person can quote
    conversation  text    not null unique,        -- digest of a random number: one conversation makes one referral
    sent_as       text    not null,               -- digest of the sealed form: tells a second press from a changed form
    sealed        bytea,                          -- the answers, encrypted, for as long as it may have to be passed on; then null
    received_at   bigint  not null,
    closed_at     bigint,                         -- nothing more will be done with it
    closed_as     text check (closed_as in ('taken', 'withdrawn', 'unanswered'))
);

-- Each service that it was sent to, one after the other.
create table passes (
    id            text    not null primary key,   -- stands, sealed, in the links of its letter
    reference     text    not null references referrals (reference),
    destination   text    not null,               -- id of the service
    letter        text    not null references letters (id),
    sent_at       bigint  not null,
    due_at        bigint  not null,               -- until when the service promised to answer
    answer        text check (answer in ('taken', 'full', 'silent', 'refused', 'withdrawn')),
    answered_at   bigint
);

create index passes_by_reference on passes (reference);
create index passes_open on passes (due_at) where answer is null;
