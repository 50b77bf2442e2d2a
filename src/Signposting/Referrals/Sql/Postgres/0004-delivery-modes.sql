-- How a sending travels.
alter table passes drop constraint passes_answer_check;
alter table passes add constraint passes_answer_check check (answer in ('taken', 'full', 'silent', 'refused', 'unreadable', 'withdrawn'));
alter table passes add column trouble text check (trouble in ('expired', 'not-yet-valid', 'failed')); -- why the words couldn't be encrypted: the letter only says so
alter table passes add column code_letter text references letters (id); -- brings the code of a notice to the second mailbox
alter table passes add column opened_at bigint; -- when its words were first read here

-- What opens a notice. One link works at a time, once.
create table notices (
    pass          text    not null primary key references passes (id) on delete cascade,
    link          text    not null,               -- stands, sealed, in the letter
    code          bytea,                          -- what has to be typed, encrypted; null where the service has a PIN
    tries         bigint  not null default 0,     -- how often a code was typed for this link
    tries_before  bigint  not null default 0,     -- and for earlier ones
    spent_at      bigint,                         -- it has shown the words, or too many wrong codes were typed
    renewed_at    bigint                          -- when a fresh link was last asked for
);
