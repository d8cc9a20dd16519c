# Proves: D-13, S-CB-6, S-CB-7
# Out of hours, too, the number is asked for; who types none is hung up on and
# nothing is registered.
voicemail zpet Name="Zpětné volání"
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar Voicemail=zpet Closed.Leave=call-back
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
17:00:00 CallArrived Call=1 Leg=L1 Trunk=svod To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=1 Step=hours
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-call-back-cs"
17:00:05 CallerDigit Call=1 Digit=0
  + LeaveChosen Call=1 Leaves=call-back
  + NumberTyped Call=1
  > Say Leg=L1 Prompt=type-number-cs
  @ 17:00:30
  + NumberTyped Call=1 Over
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=no-number-goodbye-cs
17:00:40 Said Leg=L1 Prompt=no-number-goodbye-cs
  + CallOver Call=1 Why=hours Outcome=closed-out
  > EndLeg Leg=L1 Why=hours
17:01:00 CallArrived Call=2 Leg=L2 Trunk=svod To=800100200
  + CallOutOfHours CallQueued={Call=2 Leg=L2 Trunk=svod To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=2 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=2 Step=hours
  > AnswerCaller Call=2 Leg=L2
  > Say Leg=L2 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-call-back-cs"
17:01:05 CallerDigit Call=2 Digit=0
  + LeaveChosen Call=2 Leaves=call-back
  + NumberTyped Call=2
  > Say Leg=L2 Prompt=type-number-cs
17:01:06 CallerDigit Call=2 Digit=6
  + NumberTyped Call=2 Number=6
  > PlayQueue Leg=L2
17:01:06 CallerDigit Call=2 Digit=0
  + NumberTyped Call=2 Number=60
17:01:06 CallerDigit Call=2 Digit=2
  + NumberTyped Call=2 Number=602
17:01:06 CallerDigit Call=2 Digit=1
  + NumberTyped Call=2 Number=6021
17:01:06 CallerDigit Call=2 Digit=2
  + NumberTyped Call=2 Number=60212
17:01:06 CallerDigit Call=2 Digit=3
  + NumberTyped Call=2 Number=602123
17:01:06 CallerDigit Call=2 Digit=4
  + NumberTyped Call=2 Number=6021234
17:01:06 CallerDigit Call=2 Digit=5
  + NumberTyped Call=2 Number=60212345
17:01:06 CallerDigit Call=2 Digit=6
  + NumberTyped Call=2 Number=602123456
  @ 17:01:12
  + NumberTyped Call=2 Number=602123456 Read
  > Say Leg=L2 Prompt="number-is-cs digit-6-cs digit-0-cs digit-2-cs digit-1-cs digit-2-cs digit-3-cs digit-4-cs digit-5-cs digit-6-cs number-right-cs"
17:01:20 CallerDigit Call=2 Digit=#
  + NumberTyped Call=2 Number=+420602123456 Sure
  + ItemTaken Call=2 Item={Call=2 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420602123456 At=16:01:20Z}
  + VoicemailStepped Call=2 Step=keeping
  > PlayQueue Leg=L2 Music=music
17:01:21 ItemKept Call=2
  + VoicemailStepped Call=2 Step=leaving
  > Say Leg=L2 Prompt=call-back-taken-there-cs
17:01:25 Said Leg=L2 Prompt=call-back-taken-there-cs
  + CallOver Call=2 Why=hours Outcome=call-back
  > EndLeg Leg=L2 Why=hours
17:01:26 show item 2
  = Item Call=2 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420602123456 At=16:01:20Z
17:01:26 show queue podpora
  = QueueView ID=podpora Name=Podpora OutOfHours=2 OutOfHoursLeft=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
