-- That a form was received. Nothing that anybody wrote: that is in its letter, sealed.
create table referrals (
    reference     text    not null primary key,   -- what the person can quote
    conversation  text    not null unique,        -- digest of a random number: one conversation makes one referral
    sent_as       text    not null,               -- digest of the sealed form: tells a second press from a changed form
    destination   text    not null,               -- id of the service
    letter        text    not null references letters (id),
    received_at   integer not null                -- milliseconds since 1970, UTC
) strict;
