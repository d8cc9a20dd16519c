# Proves: D-41
# Held while the time isn't known, a queue stays so until it is, and then until
# the next change. Since when is known then, too, though the clock was ten
# minutes slow.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
12:00:00 doubt
  + HoursTurned Queue=podpora QueueName=Podpora
12:00:01 SetNight Agent=sova Queue=podpora Hold=closed
  + NightSet Queue=podpora QueueName=Podpora Hold=closed By=sova ByName="Karel Sova"
12:00:02 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed Night={Hold=closed By=sova ByName="Karel Sova" Since=11:00:01Z}
12:09:59 set 12:19:59
  + ClockSet By=10m0s
12:20:00 trust
  + ClockSet Sure
  + HoursTurned Queue=podpora QueueName=Podpora Next=15:30:00Z
12:20:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed NextChange=15:30:00Z Night={Hold=closed By=sova ByName="Karel Sova" Since=11:10:01Z Until=15:30:00Z}
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + NightSet Queue=podpora QueueName=Podpora
16:30:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
