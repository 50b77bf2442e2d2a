-- A letter that we promised to deliver. Times are milliseconds since 1970, UTC.
create table letters (
    id            text    not null primary key,
    destination   text    not null,               -- id of the service, for operators; no words of anybody
    sealed        bytea,                          -- address, subject and words, encrypted; null once delivered
    created_at    bigint  not null,
    next_try_at   bigint  not null,
    leased_until  bigint,                         -- somebody is sending it until then
    tries         bigint  not null default 0,
    last_problem  text,                           -- kind of failure (connect, tls, 451 ...), never what a server said
    delivered_at  bigint, 
    destroyed_at  bigint                          -- withdrawn or overtaken before it was delivered
);

create index letters_due on letters (next_try_at) where delivered_at is null and destroyed_at is null;
