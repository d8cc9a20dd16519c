# Proves: S-BREAK-7
# With no types there is the plain toggle.
drop osobni
drop porada
on air jana@201
08:01:00 GoOffAir Agent=jana
  + PresenceSet Agent=jana Presence=off-air
08:01:01 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
