-- A letter that we promised to deliver. Times are milliseconds since 1970, UTC.
create table letters (
    id            text    not null primary key,
    destination   text    not null,               -- id of the service, for operators; no words of anybody
    sealed        blob,                           -- address, subject and words, encrypted; null once delivered
    created_at    integer not null,
    next_try_at   integer not null,
    leased_until  integer,                        -- somebody is sending it until then
    tries         integer not null default 0,
    last_problem  text,                           -- kind of failure (connect, tls, 451 ...), never what a server said
    delivered_at  integer,
    destroyed_at  integer                         -- withdrawn or overtaken before it was delivered
) strict;

create index letters_due on letters (next_try_at) where delivered_at is null and destroyed_at is null;
