# Proves: S-VM-5, S-VM-10, S-VM-18, D-36
# In hours the queue takes requests to be called back, out of hours messages, in
# a voicemail of their own: he is told the hours and asked for it at once.
voicemail zpet Name="Zpětné volání"
voicemail noc Name="Noční záznamník" Lang=en
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar Voicemail=zpet Keys=call-back Closed.Leave=message Closed.Voicemail=noc
16:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
16:00:05 CallerDigit Call=1 Digit=0
  + VoicemailEntered Call=1 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=5s
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000001 At=15:00:05Z}
  + VoicemailStepped Call=1 Step=keeping
  > PlayQueue Leg=L1 Music=music
16:00:06 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-cs
16:00:10 Said Leg=L1 Prompt=call-back-taken-cs
  + CallOver Call=1 Why=system Outcome=call-back Waited=5s
  > EndLeg Leg=L1 Why=system
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
17:00:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallOutOfHours CallQueued={Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=2 Voicemail=noc Name="Noční záznamník" Lang=en Longest=3m0s Leaves=message Why=hours
  > AnswerCaller Call=2 Leg=L2
  > Say Leg=L2 Prompt="closed-en hours-are-en from-en of-day-1-en to-en of-day-5-en from-en number-8-en am-en to-en number-4-en number-30-en pm-en pause-en voicemail-en"
17:00:05 CallerDigit Call=2 Digit=0
17:00:20 Said Leg=L2 Prompt=voicemail-en
  + VoicemailStepped Call=2 Step=recording Recording=0000001-00000002-1
  > PlayQueue Leg=L2
  > Record Leg=L2 Call=2 Recording=0000001-00000002-1
17:00:40 LegEnded Leg=L2 Why=caller
  + ItemTaken Call=2 Item={Call=2 Kind=message Voicemail=noc VoicemailName="Noční záznamník" Queue=podpora QueueName=Podpora From=+420777000002 At=16:00:20Z Length=20s Recording=0000001-00000002-1}
  + CallOver Call=2 Why=caller Outcome=message
17:00:41 show item 2
  = Item Call=2 Kind=message Voicemail=noc VoicemailName="Noční záznamník" Queue=podpora QueueName=Podpora From=+420777000002 At=16:00:20Z Length=20s Recording=0000001-00000002-1
17:00:41 show queue podpora
  = QueueView ID=podpora Name=Podpora Offered=1 CallBacks=1 Chosen=1 ChosenInTime=1 OutOfHours=1 OutOfHoursLeft=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
