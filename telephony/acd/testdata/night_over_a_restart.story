# Proves: D-41
# The box starts anew while a queue is held: it is held still, by whom is known,
# and ends in time; also when its time came while nobody was at work.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
queue uctarna Hours=kancelar
12:00:00 SetNight Agent=sova Queue=podpora Hold=closed
  + NightSet Queue=podpora QueueName=Podpora Hold=closed Until=15:30:00Z By=sova ByName="Karel Sova"
12:30:00 restart
  + Began
12:30:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed NextChange=15:30:00Z Night={Hold=closed By=sova ByName="Karel Sova" Since=11:00:00Z Until=15:30:00Z}
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + NightSet Queue=podpora QueueName=Podpora
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
16:30:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
18:00:00 SetNight Agent=sova Queue=uctarna Hold=open
  + NightSet Queue=uctarna QueueName=Účtárna Hold=open Until=11-04T07:00:00Z By=sova ByName="Karel Sova"
18:00:01 boot
32:30:00 restart
  + Began
  + HoursTurned Queue=podpora QueueName=Podpora Next=11-04T15:30:00Z
  + HoursTurned Queue=uctarna QueueName=Účtárna Next=11-04T15:30:00Z
  + NightSet Queue=uctarna QueueName=Účtárna
32:30:01 wait
32:30:02 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna NextChange=11-04T15:30:00Z
