# Proves: D-41
# A queue is held closed until its next scheduled change. The office then stays
# open for longer: the hold ends with the change as it is now, not when it was to
# be. A hold of which the time has come ends though the hours are moved with it.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
15:00:00 SetNight Agent=sova Queue=podpora Hold=closed
  + NightSet Queue=podpora QueueName=Podpora Hold=closed Until=15:30:00Z By=sova ByName="Karel Sova"
hours kancelar Week=8-18
15:10:00 office
  + OfficeSet Office={…}
  + HoursTurned Queue=podpora QueueName=Podpora Next=17:00:00Z
15:10:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed NextChange=17:00:00Z Night={Hold=closed By=sova ByName="Karel Sova" Since=14:00:00Z Until=17:00:00Z}
17:00:00 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed NextChange=17:00:00Z Night={Hold=closed By=sova ByName="Karel Sova" Since=14:00:00Z Until=17:00:00Z}
  @ 18:00:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + NightSet Queue=podpora QueueName=Podpora
18:00:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Closed ScheduledClosed NextChange=11-04T07:00:00Z
