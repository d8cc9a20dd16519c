# Proves: S-VM-9
# Sunday, 25 October: at 3:00 it is 2:00 again. Open from 2:15 to 2:45, the
# queue is so from the first 2:15 to the second 2:45.
date 2026-10-25 00:00:00
hours ranni Name=Ranní Week=//////2:15-2:45
queue podpora Hours=ranni
02:14:00 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=00:15:00Z
  @ 02:15:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Next=01:45:00Z
  @ 02:45:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-01T01:15:00Z
04:00:00 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-01T01:15:00Z
