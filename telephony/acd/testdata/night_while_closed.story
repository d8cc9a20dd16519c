# Proves: D-41
# Closing what is closed by its hours changes nothing, and isn't held: the
# office opens in the morning as ever. One without hours is held until somebody
# lets it go.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
17:00:00 SetNight Agent=sova Hold=closed
  + NightSet Queue=uctarna QueueName=Účtárna Hold=closed By=sova ByName="Karel Sova"
17:00:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
17:00:01 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna Closed Night={Hold=closed By=sova ByName="Karel Sova" Since=16:00:00Z}
  @ 08:00:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Next=11-04T15:30:00Z
33:00:00 show queue podpora
  = QueueView ID=podpora Name=Podpora NextChange=11-04T15:30:00Z
33:00:00 SetNight Agent=sova Queue=uctarna Hold=open
  + NightSet Queue=uctarna QueueName=Účtárna By=sova ByName="Karel Sova"
