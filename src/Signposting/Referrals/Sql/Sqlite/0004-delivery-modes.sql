-- How a sending travels. SQLite can't change a check, so the table is made anew.
create table passes_now (
    id            text    not null primary key,   -- stands, sealed, in the links of its letter
    reference     text    not null references referrals (reference),
    destination   text    not null,               -- id of the service
    letter        text    not null references letters (id),
    sent_at       integer not null,
    due_at        integer not null,               -- until when the service promised to answer
    answer        text check (answer in ('taken', 'full', 'silent', 'refused', 'unreadable', 'withdrawn')),
    answered_at   integer,
    trouble       text check (trouble in ('expired', 'not-yet-valid', 'failed')), -- why the words couldn't be encrypted: the letter only says so
    code_letter   text references letters (id),   -- brings the code of a notice to the second mailbox
    opened_at     integer                         -- when its words were first read here
) strict;

insert into passes_now (id, reference, destination, letter, sent_at, due_at, answer, answered_at)
    select id, reference, destination, letter, sent_at, due_at, answer, answered_at from passes;
drop table passes;
alter table passes_now rename to passes;

create index passes_by_reference on passes (reference);
create index passes_open on passes (due_at) where answer is null;

-- What opens a notice. One link works at a time, once.
create table notices (
    pass          text    not null primary key references passes (id) on delete cascade,
    link          text    not null,               -- stands, sealed, in the letter
    code          blob,                           -- what has to be typed, encrypted; null where the service has a PIN
    tries         integer not null default 0,     -- how often a code was typed for this link
    tries_before  integer not null default 0,     -- and for earlier ones
    spent_at      integer,                        -- it has shown the words, or too many wrong codes were typed
    renewed_at    integer                         -- when a fresh link was last asked for
) strict;
